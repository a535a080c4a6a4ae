"""What every template, stylesheet and module keeps: policy, words, weight, contrast."""

import ast
import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ["coordination", "mentors", "referrals", "selfcare"]
STATIC = ROOT / "coordination/static/coordination"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((STATIC / "css").glob("*.css"))
MODULES = sorted((STATIC / "js").glob("*.js"))
CODE = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(")
NAMED = re.compile(
    r":[^;]*(?<![\w-])(white|black|red|green|blue|gray|grey|silver|navy|teal|orange|yellow|purple)"
    r"(?![\w-])"
)


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def every(paths):
    return pytest.mark.parametrize("path", paths, ids=names(paths))


def without_comments(text):
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.S)
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", text, flags=re.S)


# The content policy ----------------------------------------------------------------------------


@every(TEMPLATES)
def test_a_template_has_nothing_the_content_policy_forbids(path):
    text = without_comments(path.read_text())

    assert not re.search(r"\sstyle\s*=", text), "a style attribute"
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "a script without a file"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), "a handler in an attribute"
    assert "javascript:" not in text
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", text), "an outside address"


@every(TEMPLATES)
def test_a_template_escapes_everything_and_asks_may_for_permission(path):
    text = without_comments(path.read_text())

    assert not re.search(r"\|\s*safe(?:seq)?\b", text)
    assert "autoescape off" not in text
    assert not re.search(r"\bperms\.", text), "ask {% may %} instead"


@every(CODE)
def test_code_marks_nothing_safe(path):
    assert not re.search(r"\bmark_safe\b|\bSafeString\(", path.read_text())


@every(MODULES)
def test_a_module_keeps_nothing_in_the_browser_and_writes_no_markup(path):
    text = path.read_text()

    for word in ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML"]:
        assert word not in text
    assert not re.search(r"\beval\(|new Function|insertAdjacentHTML|document\.write", text)


# Colours ---------------------------------------------------------------------------------------


@every([path for path in STYLES if path.name != "tokens.css"])
def test_only_the_tokens_name_a_colour(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)

    assert not COLOUR.search(text)
    assert not NAMED.search(text)


@every(TEMPLATES)
def test_a_template_names_no_colour(path):
    drawn = re.findall(r"\b(?:fill|stroke|stop-color|bgcolor|color)=\"([^\"]*)\"", path.read_text())

    assert set(drawn) <= {"none", "currentColor"}


def blocks():
    """The custom properties of tokens.css: light, dark by device, dark by choice."""
    text = re.sub(r"/\*.*?\*/", "", (STATIC / "css/tokens.css").read_text(), flags=re.S)
    return [
        dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
        for body in re.findall(r":root[^{]*\{([^}]*)\}", text)
    ]


def test_dark_is_the_same_by_device_and_by_choice():
    light, device, choice = blocks()

    assert device == choice
    assert set(device) <= set(light)


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "surface", "sunk")
TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "surface", "sunk")
    ],
    *[(ink, ground) for ink in ("teal", "teal-d", "brick") for ground in ("paper", "surface")],
    ("on-teal", "teal"),
    ("on-teal", "teal-d"),
    ("teal-d", "teal-w"),
    ("ink", "teal-w"),
    *[(name, f"{name}-w") for name in ("plum", "amber", "brick", "green", "blue")],
    *[("ink", f"{name}-w") for name in ("amber", "brick", "green")],
]
EDGES = [
    *[("line-strong", ground) for ground in GROUNDS],
    *[(f"series-{number}", "surface") for number in (1, 2, 3, 4)],
    ("amber-line", "surface"),
    ("focus-out", "surface"),
    ("focus-out", "focus-in"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_four_and_a_half_and_edges_have_three(scheme):
    light, dark, _ = blocks()
    tokens = light if scheme == 0 else light | dark
    thin = [
        (ink, ground, round(contrast(tokens[ink], tokens[ground]), 2))
        for pairs, least in ((TEXT, 4.5), (EDGES, 3))
        for ink, ground in pairs
        if contrast(tokens[ink], tokens[ground]) < least
    ]

    assert thin == []


def test_every_token_that_is_used_is_there():
    known = set(blocks()[0])
    used = {
        (path.name, name)
        for path in STYLES
        for name in re.findall(r"var\(--([\w-]+)", path.read_text())
    }

    assert [(file, name) for file, name in sorted(used) if name not in known] == []


# Weight ----------------------------------------------------------------------------------------


def test_the_modules_are_few_and_small():
    assert len(MODULES) <= 6
    assert sum(path.stat().st_size for path in MODULES) <= 15_000


def test_the_fonts_are_small_and_bring_their_licence():
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))

    assert [path.read_bytes()[:4] for path in fonts] == [b"wOF2", b"wOF2"]
    assert sum(path.stat().st_size for path in fonts) <= 60_000
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text().upper()


def test_a_first_visit_loads_at_most_100_kb():
    """All styles and modules as they travel (gzip), the icon, and the font of Latin letters."""
    travels = [*STYLES, *MODULES, STATIC / "favicon.svg"]
    total = sum(len(gzip.compress(path.read_bytes())) for path in travels)

    assert total + (STATIC / "fonts/atkinson-latin.woff2").stat().st_size <= 100_000


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_asks_no_other_place(path):
    addresses = re.findall(r"url\(\"?([^\")]+)", path.read_text())

    assert "@import" not in path.read_text()
    assert all((path.parent / address).is_file() for address in addresses)


# Words -----------------------------------------------------------------------------------------

# Names of invented people on the page of components are the same in every language.
PROPER = {"Mina", "Ana", "Rosa"}
BLOCK = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.S)
SPOKEN = re.compile(r"\b(?:aria-label|alt|title|placeholder)=(\"[^\"]*\"|'[^']*')")
MACHINE = re.compile(
    r"\{% block (?:nav_current|html_class|body_class|back|give_back) %\}.*?\{% endblock %\}", re.S
)
SILENT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)


def bare_words(text):
    """Words of two letters or more that a reader would see and gettext would not."""
    text = MACHINE.sub(" ", BLOCK.sub(" ", without_comments(text)))
    spoken = " ".join(SILENT.sub(" ", found) for found in SPOKEN.findall(text))
    seen = re.sub(r"<[^>]*>", " ", re.sub(r"<svg.*?</svg>", " ", SILENT.sub(" ", text), flags=re.S))
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", f"{spoken} {seen}"))
    return [word for word in words if word not in PROPER]


def test_the_scan_for_bare_words_finds_them():
    assert bare_words("<p>Hello</p>") == ["Hello"]
    assert bare_words('<nav aria-label="Main">') == ["Main"]
    assert bare_words("{% translate 'Hello' %}{% blocktranslate %}Hi{% endblocktranslate %}") == []


@every(TEMPLATES)
def test_every_word_of_a_template_is_translated(path):
    assert bare_words(path.read_text()) == []


LABELS = {"label", "help_text", "empty_label"}


@every([path for path in CODE if path.name == "forms.py"])
def test_every_question_of_a_form_is_translated(path):
    plain = [
        f"line {keyword.value.lineno}: {keyword.value.value}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in LABELS
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and re.search(r"[^\W\d_]{2,}", keyword.value.value)
    ]

    assert plain == []


@every([path for path in TEMPLATES if path.name.startswith("base")])
def test_a_frame_is_complete(path):
    """Each frame is, or extends, one that opens with a language, a title and the main content."""
    text = path.read_text()

    if "{% extends" not in text:
        assert '<html lang="{{ language }}"' in text
        assert 'id="main"' in text
        assert "data-leave" in text
