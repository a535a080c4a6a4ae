"""
Who gets what from every address: the reviewed table that the matrix holds the code to.

A row: view, method, where, then one word for each of PEOPLE.

    see    200, and her name (or what SHOWS says of the view) is in it
    ok     200, with nothing that must be in it
    go     on to another page of ours
    done   204
    404    not theirs, or not there: the same bytes
    403    a page this role never has, decided before any record is looked up
    405    not a method of this page

`where` names rows of tests/safety/world.py, one for each part of the address; `none` is a
reference that nobody has, `-` an address without parts. A stranger is sent to sign in everywhere
but in PUBLIC.
"""

from collections import namedtuple

Row = namedtuple("Row", "view method where expected")

PEOPLE = "dana rosa ana bea marcus tess priya admin root gone kin".split()  # noqa: SIM905

PUBLIC = {
    "signin": "the door",
    "sign_out": "an expired session can still be cleared",
    "leave": "out, at once, for everybody",
}

# What `see` looks for where it is not the name of the survivor: a sealed field of the one the row
# belongs to, or, with `-`, of the reader. A list must show everybody the reader may see.
SHOWS = {
    "my_supervision": "selfcare.SupervisionSession.agreed",
    "team_member": "selfcare.SupervisionSession.agreed",
    "reveal": "coordination.Survivor.legal_name",
}
LISTS = {"survivor_list"}
REVEALS = {"reveal"}  # the views that open an identity, each time with a row in the audit

TABLE = """
#                                             dana rosa ana  bea  marc tess pri  adm  root gone kin
front_door          GET  -                    go   go   go   go   go   go   go   go   go   go   go
today               GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
help                GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
devices             GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
unlock              GET  -                    go   go   go   go   go   go   go   go   go   go   go
stay                GET  -                    405  405  405  405  405  405  405  405  405  405  405
stay                POST -                    done done done done done done done done done done done
set_theme           GET  -                    405  405  405  405  405  405  405  405  405  405  405
set_theme           POST -                    go   go   go   go   go   go   go   go   go   go   go

survivor_list       GET  -                    see  see  see  ok   see  ok   403  403  403  ok   ok
add_survivor        GET  -                    ok   403  403  403  403  403  403  403  403  403  ok
add_survivor        POST -                    ok   403  403  403  403  403  403  403  403  403  ok
survivor            GET  cam                  see  see  see  404  see  404  403  403  403  404  404
survivor            GET  eve                  see  404  404  see  404  see  403  403  403  404  see
survivor            GET  ida                  see  404  404  404  404  404  403  403  403  404  see
survivor            GET  none                 404  404  404  404  404  404  403  403  403  404  404
change_survivor     GET  cam                  see  403  403  403  403  403  403  403  403  403  404
change_survivor     POST cam                  see  403  403  403  403  403  403  403  403  403  404
change_survivor     GET  none                 404  403  403  403  403  403  403  403  403  403  404
set_status          GET  cam                  ok   403  403  403  403  403  403  403  403  403  404
set_status          POST cam                  ok   403  403  403  403  403  403  403  403  403  404
reveal              GET  cam                  405  405  405  405  405  405  405  405  405  405  405
reveal              POST cam                  see  see  see  404  see  404  403  403  403  404  404
reveal              POST eve                  see  404  404  see  404  see  403  403  403  404  see
reveal              POST none                 404  404  404  404  404  404  403  403  403  404  404
safe_contact        GET  cam                  see  see  see  404  403  403  403  403  403  404  404
safe_contact        POST cam                  see  see  see  404  403  403  403  403  403  404  404
safe_contact        GET  none                 404  404  404  404  403  403  403  403  403  404  404
add_step            GET  cam                  see  see  see  404  403  403  403  403  403  404  404
add_step            POST cam                  see  see  see  404  403  403  403  403  403  404  404
add_step            GET  none                 404  404  404  404  403  403  403  403  403  404  404
finish_step         GET  step_of_cam          405  405  405  405  405  405  405  405  405  405  405
finish_step         POST step_of_cam          go   go   go   404  403  403  403  403  403  404  404
finish_step         POST step_of_eve          go   404  404  go   403  403  403  403  403  404  go
finish_step         POST none                 404  404  404  404  403  403  403  403  403  404  404

group_list          GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
find_group          GET  -                    go   go   go   go   go   go   go   go   403  go   go
find_group          POST -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
held_groups         GET  -                    ok   403  403  403  403  403  403  403  403  403  ok
support_model       GET  support_model        ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
group_detail        GET  group                ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
group_detail        GET  held_group           ok   404  404  404  404  404  404  404  403  404  ok
group_detail        GET  secret_group         ok   404  404  404  404  404  404  404  403  404  ok
group_detail        GET  none                 404  404  404  404  404  404  404  404  403  404  404
mark_checked        GET  group                405  405  405  405  405  405  405  405  405  405  405
mark_checked        POST group                go   go   go   go   403  403  403  403  403  go   go
mark_checked        POST secret_group         go   404  404  404  403  403  403  403  403  404  go
change_group        GET  group                ok   ok   ok   ok   403  403  403  403  403  ok   ok
change_group        POST group                ok   ok   ok   ok   403  403  403  403  403  ok   ok
change_group        GET  held_group           ok   404  404  404  403  403  403  403  403  404  ok
release_group       GET  held_group           405  405  405  405  405  405  405  405  405  405  405
release_group       POST held_group           go   403  403  403  403  403  403  403  403  403  go
release_group       POST none                 404  403  403  403  403  403  403  403  403  403  404

me                  GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
check_in            GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
check_in            POST -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
check_in_result     GET  check_in_of_rosa     404  ok   404  404  404  404  404  404  403  404  404
check_in_result     GET  check_in_of_bea      404  404  404  ok   404  404  404  404  403  404  404
check_in_result     GET  check_in_of_dana     ok   404  404  404  404  404  404  404  403  404  404
check_in_result     GET  none                 404  404  404  404  404  404  404  404  403  404  404
share_check_in      GET  check_in_of_rosa     404  ok   404  404  404  404  404  404  403  404  404
share_check_in      POST check_in_of_rosa     404  ok   404  404  404  404  404  404  403  404  404
share_check_in      POST check_in_of_bea      404  404  404  ok   404  404  404  404  403  404  404
keep_pulse          GET  -                    405  405  405  405  405  405  405  405  403  405  405
keep_pulse          POST -                    go   go   go   go   go   go   go   go   403  go   go
pause               GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
ask_debrief         GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
ask_debrief         POST -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
close_debrief       POST debrief_of_rosa      404  go   404  404  404  404  404  404  403  404  404
close_debrief       POST none                 404  404  404  404  404  404  404  404  403  404  404
set_debrief_time    GET  debrief_of_rosa      403  403  403  403  ok   404  403  403  403  403  404
set_debrief_time    GET  debrief_of_bea       403  403  403  403  404  ok   403  403  403  403  404
set_debrief_time    POST debrief_of_rosa      403  403  403  403  ok   404  403  403  403  403  404
set_debrief_time    GET  none                 403  403  403  403  404  404  403  403  403  403  404
my_supervision      GET  -                    ok   see  ok   see  ok   ok   ok   ok   403  ok   ok
team                GET  -                    403  403  403  403  ok   ok   403  403  403  403  ok
team_member         GET  peer_rosa            403  403  403  403  see  404  403  403  403  403  404
team_member         GET  peer_bea             403  403  403  403  404  see  403  403  403  403  404
team_member         GET  none                 403  403  403  403  404  404  403  403  403  403  404
record_supervision  GET  peer_rosa            403  403  403  403  ok   404  403  403  403  403  404
record_supervision  POST peer_rosa            403  403  403  403  ok   404  403  403  403  403  404
record_supervision  POST peer_bea             403  403  403  403  404  ok   403  403  403  403  404
"""


def rows():
    """The table, parsed."""
    for line in TABLE.splitlines():
        words = line.split()
        if words and words[0] != "#" and not words[0].startswith("#"):
            view, method, where, *expected = words
            if len(expected) != len(PEOPLE):
                raise ValueError(f"{len(expected)} words for {len(PEOPLE)} people: {line}")
            yield Row(view, method, where, dict(zip(PEOPLE, expected, strict=True)))
