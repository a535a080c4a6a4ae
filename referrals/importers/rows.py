"""What every reader of a public list hands to the writer, whatever the file looked like."""

from dataclasses import dataclass, field
from datetime import time

MAX_BYTES = 50_000_000  # a list of every group in a country is about 40 MB


class NotAFeed(ValueError):
    """The file as a whole is refused; `str()` is the reason, to follow "was not imported: "."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """
    One weekly time. `weekday` is ISO (1 Monday to 7 Sunday); no day or no start = by appointment.

    `end` earlier than `start` is on the next day. `end_assumed`: nobody gave an end and we show
    60 minutes. No end and nothing assumed: the length is not known.
    """

    weekday: int | None = None
    start: time | None = None
    end: time | None = None
    end_assumed: bool = False


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One row of a public list in our words; unknown stays `unknown` or empty, never "no"."""

    position: int  # first row of the list is 1
    key: str
    name: str
    group_name: str = ""
    area: str = ""
    slots: tuple[Slot, ...] = ()
    zone: str = ""
    zone_assumed: bool = False
    codes: tuple[str, ...] = ()  # as published, for a later look; includes those we do not know
    openness: str = "unknown"
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    secular: str = "unknown"
    cross_talk: str = "unknown"
    proof_of_attendance: str = "unknown"
    attendance: str = "inactive"
    place: str = ""
    place_notes: str = ""
    address: str = ""
    approximate: bool = False  # the address is an area, not a door
    place_closed: bool = False
    link: str = ""
    phone: str = ""
    how_to_join: str = ""
    notes: str = ""
    website: str = ""
    support_model: str = ""
    hold: str = ""  # the words for which a person must look before this is shown (PRI-6)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something a person may want to know about one row; `position` None is about the file."""

    position: int | None
    name: str
    text: str

    def __str__(self):
        if self.position is None:
            return self.text
        return f"{self.position} {self.name}: {self.text}"


@dataclass(kw_only=True)
class Feed:
    """A whole file after reading. `read` counts its rows, refused and repeated ones too."""

    read: int = 0
    listings: list[Listing] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    repeated: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refused_slugs: set[str] = field(default_factory=set)  # in the file, so not missing from it
