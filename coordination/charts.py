"""The arithmetic of small pictures. Pure: numbers in, percents and points out."""

SPARK_WIDTH, SPARK_HEIGHT = 96, 28


def spark(values):
    """
    Bars of a spark picture, in points of a 96 x 28 box; a zero is a gray stub.

    `values`: counts, oldest first, 8 to 12 of them.
    """
    values = [max(0, value) for value in values]
    if not values:
        return []
    step = SPARK_WIDTH / len(values)
    tallest = max(*values, 1)
    bars = []
    for place, value in enumerate(values):
        height = max(6.0, (SPARK_HEIGHT - 4) * value / tallest) if value else 2.0
        bars.append(
            {
                "x": f"{place * step + 2:.1f}",
                "y": f"{SPARK_HEIGHT - 2 - height:.1f}",
                "width": f"{max(2.0, step - 4):.1f}",
                "height": f"{height:.1f}",
                "zero": not value,
            }
        )
    return bars


def trend(values, lowest=0, highest=None):
    """
    A small line in the same box: `points` for an SVG polyline, and its last point.

    On the whole range of the scale, so that a small change looks small; without a `highest`, up to
    the largest value. Returns None below two values: one result is words only.
    """
    if len(values) < 2:
        return None
    top = max([*values, lowest + 1]) if highest is None else highest
    step = (SPARK_WIDTH - 8) / (len(values) - 1)
    points = []
    for place, value in enumerate(values):
        share = (float(value) - lowest) / float(top - lowest)
        rise = (SPARK_HEIGHT - 8) * max(0.0, min(1.0, share))
        points.append((f"{4 + place * step:.1f}", f"{SPARK_HEIGHT - 4 - rise:.1f}"))
    return {"points": " ".join(",".join(point) for point in points), "last": points[-1]}


def bar_rows(rows):
    """
    Rows for components/bar_table.html, all on one scale.

    Each row: label, value, optional limit, text, tag, tag_kind. What passes the limit is drawn
    apart, as `over`. Adds `share`, `over` and `limit_share`, in percent of the widest row.
    """
    widest = max((max(row["value"], row.get("limit") or 0) for row in rows), default=0) or 1
    drawn = []
    for row in rows:
        limit = row.get("limit")
        inside = row["value"] if limit is None else min(row["value"], limit)
        drawn.append(
            {
                **row,
                "share": 100 * inside / widest,
                "over": 100 * (row["value"] - inside) / widest,
                "limit_share": None if limit is None else 100 * limit / widest,
            }
        )
    return drawn
