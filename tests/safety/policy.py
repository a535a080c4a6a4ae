"""
Who gets what from every address: the reviewed table that the matrix holds the code to.

A row: view, method, where, then one word for each of PEOPLE.

    see    200, and her name (or what SHOWS says of the view) is in it
    text   as `see`, and a note is in it
    ok     200, with nothing that must be in it
    go     on to another page of ours
    done   204
    404    not theirs, or not there: the same bytes
    403    a page this role never has, decided before any record is looked up
    405    not a method of this page
    409    it cannot be handed out: nothing was agreed

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
    "hand_over": "the person has no account; the token is single and short",
}

# What `see` looks for where it is not the name of the survivor: a sealed field of the one the row
# belongs to, or, with `-`, of the reader. A list must show everybody the reader may see.
SHOWS = {
    "flags": "coordination.Flag.words",
    "my_supervision": "selfcare.SupervisionSession.agreed",
    "team_member": "selfcare.SupervisionSession.agreed",
    "reveal": "coordination.Survivor.legal_name",
    "access_of_person": "mentors.NoteReveal.reason",
    "review_look": "coordination.AccessReview.note",
    "peer": "mentors.Peer.limit_note",
    "change_limit": "mentors.Peer.limit_note",
    "agreement_copy": "referrals.Consent.signer",
    "session_list": "mentors.GroupSession.title",
    "session": "mentors.GroupSession.title",
    "correct_session": "mentors.GroupSession.title",
}
LISTS = {"survivor_list", "log_pick"}
REVEALS = {"reveal", "summary_page", "summary_pdf"}  # shows an identity; the audit says so
PAPERS = {"agreement_copy", "packet", "sheet"}  # opened as an identity; hold what she agreed to

TABLE = """
#                                             dana rosa ana  bea  marc tess pri  adm  root gone kin
front_door          GET  -                    go   go   go   go   go   go   go   go   go   go   go
today               GET  -                    see  see  see  see  ok   ok   ok   ok   403  ok   ok
help                GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
devices             GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
unlock              GET  -                    go   go   go   go   go   go   go   go   go   go   go
stay                GET  -                    405  405  405  405  405  405  405  405  405  405  405
stay                POST -                    done done done done done done done done done done done
set_theme           GET  -                    405  405  405  405  405  405  405  405  405  405  405
set_theme           POST -                    go   go   go   go   go   go   go   go   go   go   go
find                GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
find                POST -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
open_found          GET  cam                  405  405  405  405  405  405  405  405  405  405  405
open_found          POST cam                  go   go   go   404  go   404  403  403  403  404  404
open_found          POST eve                  go   404  404  go   404  go   403  403  403  404  go
open_found          POST none                 404  404  404  404  404  404  403  403  403  404  404
keep_draft          GET  -                    405  405  405  405  405  405  405  405  405  405  405
keep_draft          POST -                    done done done done done done done done done done done
drop_draft          GET  -                    405  405  405  405  405  405  405  405  405  405  405
drop_draft          POST -                    go   go   go   go   go   go   go   go   go   go   go

survivor_list       GET  -                    see  see  see  see  see  see  403  403  403  ok   see
add_survivor        GET  -                    ok   403  403  403  403  403  403  403  403  403  ok
add_survivor        POST -                    ok   403  403  403  403  403  403  403  403  403  ok
survivor            GET  cam                  see  see  see  404  see  404  403  403  403  404  404
survivor            GET  eve                  see  404  404  see  404  see  403  403  403  404  see
survivor            GET  ida                  see  404  404  404  404  404  403  403  403  404  see
survivor            GET  none                 404  404  404  404  404  404  403  403  403  404  404
change_survivor     GET  cam                  see  403  403  403  403  403  403  403  403  403  404
change_survivor     POST cam                  see  403  403  403  403  403  403  403  403  403  404
change_survivor     GET  none                 404  403  403  403  403  403  403  403  403  403  404
set_status          GET  cam                  see  403  403  403  403  403  403  403  403  403  404
set_status          POST cam                  see  403  403  403  403  403  403  403  403  403  404
set_status          GET  back                 see  403  403  403  403  403  403  403  403  403  see
set_status          GET  none                 404  403  403  403  403  403  403  403  403  403  404
start_person        GET  cam                  see  see  see  404  403  403  403  403  403  404  404
start_person        GET  eve                  see  404  404  see  403  403  403  403  403  404  see
start_person        GET  none                 404  404  404  404  403  403  403  403  403  404  404
change_basics       GET  cam                  see  see  see  404  403  403  403  403  403  404  404
change_basics       POST cam                  see  see  see  404  403  403  403  403  403  404  404
change_basics       GET  eve                  see  404  404  see  403  403  403  403  403  404  see
change_basics       GET  none                 404  404  404  404  403  403  403  403  403  404  404
change_identity     GET  cam                  see  see  see  404  403  403  403  403  403  404  404
change_identity     POST cam                  see  see  see  404  403  403  403  403  403  404  404
change_identity     GET  eve                  see  404  404  see  403  403  403  403  403  404  see
change_identity     GET  none                 404  404  404  404  403  403  403  403  403  404  404
tell                GET  cam                  see  see  see  404  403  403  403  403  403  404  404
tell                POST cam                  see  see  see  404  403  403  403  403  403  404  404
tell                GET  eve                  see  404  404  see  403  403  403  403  403  404  see
tell                GET  none                 404  404  404  404  403  403  403  403  403  404  404
report_questions    GET  cam                  see  see  see  404  403  403  403  403  403  404  404
report_questions    POST cam                  see  see  see  404  403  403  403  403  403  404  404
report_questions    GET  eve                  see  404  404  see  403  403  403  403  403  404  see
report_questions    GET  none                 404  404  404  404  403  403  403  403  403  404  404
service             GET  cam                  see  see  see  404  see  404  403  403  403  404  404
service             GET  eve                  see  404  404  see  404  see  403  403  403  404  see
service             GET  back                 see  404  404  404  404  404  403  403  403  404  see
service             GET  none                 404  404  404  404  404  404  403  403  403  404  404
start_service       GET  cam                  405  405  405  405  405  405  405  405  405  405  405
start_service       POST cam                  go   403  403  403  403  403  403  403  403  403  404
start_service       POST none                 404  403  403  403  403  403  403  403  403  403  404
reveal              GET  cam                  405  405  405  405  405  405  405  405  405  405  405
reveal              POST cam                  see  see  see  404  see  404  403  403  403  404  404
reveal              POST eve                  see  404  404  see  404  see  403  403  403  404  see
reveal              POST none                 404  404  404  404  404  404  403  403  403  404  404
safe_contact        GET  cam                  see  see  see  404  403  403  403  403  403  404  404
safe_contact        POST cam                  see  see  see  404  403  403  403  403  403  404  404
safe_contact        GET  none                 404  404  404  404  403  403  403  403  403  404  404
stop_contact        GET  cam                  see  see  see  404  403  403  403  403  403  404  404
stop_contact        POST cam                  go   go   go   404  403  403  403  403  403  404  404
stop_contact        POST eve                  go   404  404  go   403  403  403  403  403  404  go
stop_contact        GET  none                 404  404  404  404  403  403  403  403  403  404  404
check_contact       GET  cam                  405  405  405  405  405  405  405  405  405  405  405
check_contact       POST cam                  go   go   go   404  403  403  403  403  403  404  404
check_contact       POST none                 404  404  404  404  403  403  403  403  403  404  404
flags               GET  cam                  see  see  see  404  see  404  403  403  403  404  404
flags               POST cam                  see  see  see  404  403  403  403  403  403  404  404
flags               GET  eve                  see  404  404  see  404  see  403  403  403  404  see
flags               GET  none                 404  404  404  404  404  404  403  403  403  404  404
keep_apart          GET  cam                  see  see  see  404  403  403  403  403  403  404  404
keep_apart          POST cam                  see  see  see  404  403  403  403  403  403  404  404
keep_apart          GET  none                 404  404  404  404  403  403  403  403  403  404  404
renew_flag          GET  flag_of_cam          405  405  405  405  405  405  405  405  405  405  405
renew_flag          POST flag_of_cam          go   go   go   404  403  403  403  403  403  404  404
renew_flag          POST flag_of_eve          go   404  404  go   403  403  403  403  403  404  go
renew_flag          POST none                 404  404  404  404  403  403  403  403  403  404  404
end_flag            GET  flag_of_cam          405  405  405  405  405  405  405  405  405  405  405
end_flag            POST flag_of_cam          go   go   go   404  403  403  403  403  403  404  404
end_flag            POST ended_flag           go   go   go   404  403  403  403  403  403  404  404
denial_list         GET  -                    403  403  403  403  403  403  ok   403  403  403  ok
lift_denial         GET  cam/kin              403  403  403  403  403  403  ok   403  403  403  404
lift_denial         POST cam/kin              403  403  403  403  403  403  ok   403  403  403  404
lift_denial         GET  cam/rosa             403  403  403  403  403  403  404  403  403  403  404
lift_denial         GET  none/none            403  403  403  403  403  403  404  403  403  403  404
reminders           GET  -                    ok   403  403  403  403  403  403  ok   403  403  ok
reminders           POST -                    ok   403  403  403  403  403  403  ok   403  403  ok
add_step            GET  cam                  see  see  see  404  403  403  403  403  403  404  404
add_step            POST cam                  see  see  see  404  403  403  403  403  403  404  404
add_step            GET  none                 404  404  404  404  403  403  403  403  403  404  404
finish_step         GET  step_of_cam          405  405  405  405  405  405  405  405  405  405  405
finish_step         POST step_of_cam          go   go   go   404  403  403  403  403  403  404  404
finish_step         POST step_of_eve          go   404  404  go   403  403  403  403  403  404  go
finish_step         POST none                 404  404  404  404  403  403  403  403  403  404  404
my_steps            GET  -                    ok   see  see  see  403  403  403  403  403  ok   ok
change_step         GET  step_of_cam          see  see  see  404  403  403  403  403  403  404  404
change_step         POST step_of_cam          see  see  see  404  403  403  403  403  403  404  404
change_step         GET  done_step            see  see  see  404  403  403  403  403  403  404  404
change_step         GET  step_of_eve          see  404  404  see  403  403  403  403  403  404  see
change_step         GET  none                 404  404  404  404  403  403  403  403  403  404  404
drop_step           GET  step_of_cam          405  405  405  405  405  405  405  405  405  405  405
drop_step           POST step_of_cam          go   go   go   404  403  403  403  403  403  404  404
drop_step           POST step_of_eve          go   404  404  go   403  403  403  403  403  404  go
drop_step           POST none                 404  404  404  404  403  403  403  403  403  404  404
reopen_step         GET  done_step            405  405  405  405  405  405  405  405  405  405  405
reopen_step         POST done_step            go   go   go   404  403  403  403  403  403  404  404
reopen_step         POST step_of_eve          go   404  404  go   403  403  403  403  403  404  go
reopen_step         POST none                 404  404  404  404  403  403  403  403  403  404  404
goals               GET  cam                  see  see  see  404  see  404  403  403  403  404  404
goals               GET  eve                  see  404  404  see  404  see  403  403  403  404  see
goals               GET  none                 404  404  404  404  404  404  403  403  403  404  404
add_goal            GET  cam                  see  see  see  404  403  403  403  403  403  404  404
add_goal            POST cam                  see  see  see  404  403  403  403  403  403  404  404
add_goal            GET  none                 404  404  404  404  403  403  403  403  403  404  404
change_goal         GET  goal_of_cam          see  see  see  404  403  403  403  403  403  404  404
change_goal         POST goal_of_cam          see  see  see  404  403  403  403  403  403  404  404
change_goal         GET  goal_of_eve          see  404  404  see  403  403  403  403  403  404  see
change_goal         GET  none                 404  404  404  404  403  403  403  403  403  404  404
add_goal_step       GET  goal_of_cam          see  see  see  404  403  403  403  403  403  404  404
add_goal_step       POST goal_of_cam          see  see  see  404  403  403  403  403  403  404  404
add_goal_step       GET  none                 404  404  404  404  403  403  403  403  403  404  404

inbox               GET  -                    see  see  see  see  ok   ok   ok   ok   403  ok   ok
open_notice         GET  notice_of_rosa       405  405  405  405  405  405  405  405  405  405  405
open_notice         POST notice_of_rosa       404  go   404  404  404  404  404  404  403  404  404
open_notice         POST notice_of_bea        404  404  404  go   404  404  404  404  403  404  404
open_notice         POST lost_notice          404  404  404  404  404  404  404  404  403  404  404
open_notice         POST none                 404  404  404  404  404  404  404  404  403  404  404
mark_read           GET  notice_of_rosa       405  405  405  405  405  405  405  405  405  405  405
mark_read           POST notice_of_rosa       404  go   404  404  404  404  404  404  403  404  404
mark_read           POST lost_notice          404  404  404  404  404  404  404  404  403  404  404
mark_all_read       GET  -                    405  405  405  405  405  405  405  405  405  405  405
mark_all_read       POST -                    go   go   go   go   go   go   go   go   403  go   go
settings            GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
settings            POST -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
not_today           GET  pairing              405  405  405  405  405  405  405  405  405  405  405
not_today           POST pairing              403  go   404  404  403  403  403  403  403  404  404
not_today           POST eve_and_bea          403  404  404  go   403  403  403  403  403  404  404
not_today           POST none                 403  404  404  404  403  403  403  403  403  404  404
after_all           GET  cam_and_ana          405  405  405  405  405  405  405  405  405  405  405
after_all           POST cam_and_ana          403  404  go   404  403  403  403  403  403  404  404
after_all           POST none                 403  404  404  404  403  403  403  403  403  404  404
outcomes            GET  cam                  see  see  see  404  see  404  403  403  403  404  404
outcomes            GET  eve                  see  404  404  see  404  see  403  403  403  404  see
outcomes            GET  none                 404  404  404  404  404  404  403  403  403  404  404
set_asking          GET  cam                  405  405  405  405  405  405  405  405  405  405  405
set_asking          POST cam                  403  go   go   404  403  403  403  403  403  404  404
set_asking          POST eve                  403  404  404  go   403  403  403  403  403  404  404
set_asking          POST none                 403  404  404  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=set-1           403  see  see  404  403  403  403  403  403  404  404
ask_outcome         POST cam/=set-1           403  see  see  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=set-2           403  see  see  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=set-3           403  see  see  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=set-7           403  see  see  404  403  403  403  403  403  404  404
ask_outcome         GET  eve/=set-1           403  404  404  see  403  403  403  403  403  404  404
ask_outcome         GET  none/=set-1          403  404  404  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=set-4           403  404  404  404  403  403  403  403  403  404  404
ask_outcome         GET  cam/=nowhere         403  404  404  404  403  403  403  403  403  404  404
outcome             GET  cam/outcome_of_cam   403  text text 404  403  403  403  403  403  404  404
outcome             GET  cam/wrong_outcome    403  text 404  404  403  403  403  403  403  404  404
outcome             GET  cam/unsafe           403  go   go   404  403  403  403  403  403  404  404
outcome             GET  cam/begun            403  go   404  404  403  403  403  403  403  404  404
outcome             GET  eve/outcome_of_eve   403  404  404  see  403  403  403  403  403  404  404
outcome             GET  cam/outcome_of_eve   403  404  404  404  403  403  403  403  403  404  404
outcome             GET  cam/none             403  404  404  404  403  403  403  403  403  404  404
outcome_safety      GET  cam/unsafe           403  see  see  404  403  403  403  403  403  404  404
outcome_safety      POST cam/unsafe           403  see  see  404  403  403  403  403  403  404  404
outcome_safety      GET  cam/outcome_of_cam   403  go   go   404  403  403  403  403  403  404  404
outcome_safety      GET  cam/none             403  404  404  404  403  403  403  403  403  404  404
correct_outcome     GET  cam/outcome_of_cam   403  see  404  404  403  403  403  403  403  404  404
correct_outcome     POST cam/outcome_of_cam   403  see  404  404  403  403  403  403  403  404  404
correct_outcome     GET  cam/wrong_outcome    403  404  404  404  403  403  403  403  403  404  404
correct_outcome     GET  eve/outcome_of_eve   403  404  404  see  403  403  403  403  403  404  404
outcome_error       GET  cam/outcome_of_cam   403  see  404  404  403  403  403  403  403  404  404
outcome_error       POST cam/outcome_of_cam   403  see  404  404  403  403  403  403  403  404  404
outcome_error       GET  eve/outcome_of_eve   403  404  404  see  403  403  403  403  403  404  404

questionnaire_list  GET  -                    ok   403  403  403  403  403  403  ok   403  403  ok
load_questionnaire  GET  -                    ok   403  403  403  403  403  403  ok   403  403  ok
load_questionnaire  POST -                    ok   403  403  403  403  403  403  ok   403  403  ok
questionnaire       GET  text_waiting         ok   403  403  403  403  403  403  ok   403  403  ok
questionnaire       GET  text_in_use          ok   403  403  403  403  403  403  ok   403  403  ok
questionnaire       POST text_waiting         ok   403  403  403  403  403  403  ok   403  403  ok
questionnaire       GET  none                 404  403  403  403  403  403  403  404  403  403  404
questionnaire       POST none                 404  403  403  403  403  403  403  404  403  403  404
switch_off          GET  text_in_use          405  405  405  405  405  405  405  405  405  405  405
switch_off          POST text_in_use          go   403  403  403  403  403  403  go   403  403  go
switch_off          POST none                 404  403  403  403  403  403  403  404  403  403  404
remove_questionnaire GET  text_waiting        405  405  405  405  405  405  405  405  405  405  405
remove_questionnaire POST text_waiting        go   403  403  403  403  403  403  go   403  403  go
remove_questionnaire POST none                404  403  403  403  403  403  403  404  403  403  404

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

peer_list           GET  -                    ok   403  403  403  ok   ok   403  403  403  403  ok
add_peer            GET  -                    ok   403  403  403  403  403  403  403  403  403  ok
add_peer            POST -                    ok   403  403  403  403  403  403  403  403  403  ok
peer                GET  peer_rosa            see  see  404  404  see  404  403  403  403  404  see
peer                GET  peer_bea             ok   404  404  ok   404  ok   403  403  403  404  ok
peer                GET  none                 404  404  404  404  404  404  403  403  403  404  404
change_shares       GET  peer_rosa            403  ok   404  404  403  403  403  403  403  404  404
change_shares       POST peer_rosa            403  ok   404  404  403  403  403  403  403  404  404
change_limit        GET  peer_rosa            see  see  404  404  see  404  403  403  403  404  see
change_limit        POST peer_rosa            see  see  404  404  see  404  403  403  403  404  see
change_limit        GET  peer_bea             ok   404  404  ok   404  ok   403  403  403  404  ok
set_paused          GET  peer_rosa            405  405  405  405  405  405  405  405  405  405  405
set_paused          POST peer_rosa            go   go   404  404  go   404  403  403  403  404  go
set_paused          POST peer_bea             go   404  404  go   404  go   403  403  403  404  go
change_supervisor   GET  peer_rosa            ok   403  403  403  403  403  403  403  403  403  ok
change_supervisor   POST peer_rosa            ok   403  403  403  403  403  403  403  403  403  ok
change_supervisor   GET  none                 404  403  403  403  403  403  403  403  403  403  404
wishes              GET  cam                  see  see  see  404  403  403  403  403  403  404  404
wishes              POST cam                  see  see  see  404  403  403  403  403  403  404  404
wishes              GET  eve                  see  404  404  see  403  403  403  403  403  404  see
pairing_board       GET  -                    see  403  403  403  see  see  403  403  403  403  see
ideas               GET  cam                  see  403  403  403  see  404  403  403  403  403  404
ideas               GET  ida                  see  403  403  403  404  404  403  403  403  403  see
offer               GET  ida/peer_rosa        see  403  403  403  403  403  403  403  403  403  see
offer               POST ida/peer_rosa        see  403  403  403  403  403  403  403  403  403  see
offer               GET  cam/peer_rosa        see  403  403  403  403  403  403  403  403  403  404
offer               GET  none/peer_rosa       404  403  403  403  403  403  403  403  403  403  404
offer               GET  ida/none             404  403  403  403  403  403  403  403  403  403  404
answer_offer        GET  offer_to_bea         403  404  404  ok   403  403  403  403  403  404  404
answer_offer        POST offer_to_bea         403  404  404  ok   403  403  403  403  403  404  404
answer_offer        GET  none                 403  404  404  404  403  403  403  403  403  404  404
pairing             GET  pairing              see  see  see  404  see  404  403  403  403  404  404
pairing             GET  eve_and_bea          see  404  404  see  404  see  403  403  403  404  see
pairing             GET  offered              see  404  404  404  404  404  403  403  403  404  see
pairing             GET  former_pairing       see  404  404  404  see  404  403  403  403  404  404
pairing             GET  none                 404  404  404  404  404  404  403  403  403  404  404
record_answer       GET  offered              see  403  403  403  403  403  403  403  403  403  see
record_answer       GET  meeting              see  403  403  403  403  403  403  403  403  403  see
record_answer       POST offered              see  403  403  403  403  403  403  403  403  403  see
record_answer       GET  pairing              see  403  403  403  403  403  403  403  403  403  404
withdraw_offer      GET  offered              405  405  405  405  405  405  405  405  405  405  405
withdraw_offer      POST offered              go   403  403  403  403  403  403  403  403  403  go
withdraw_offer      POST none                 404  403  403  403  403  403  403  403  403  403  404
pause_pairing       GET  pairing              405  405  405  405  405  405  405  405  405  405  405
pause_pairing       POST pairing              go   go   404  404  403  403  403  403  403  404  404
pause_pairing       POST cam_and_ana          go   404  go   404  403  403  403  403  403  404  404
pause_pairing       POST eve_and_bea          go   404  404  go   403  403  403  403  403  404  go
resume_pairing      GET  pairing              405  405  405  405  405  405  405  405  405  405  405
resume_pairing      POST pairing              go   go   404  404  403  403  403  403  403  404  404
change_rhythm       GET  pairing              see  see  404  404  403  403  403  403  403  404  404
change_rhythm       POST pairing              see  see  404  404  403  403  403  403  403  404  404
end_pairing         GET  pairing              see  see  404  404  403  403  403  403  403  404  404
end_pairing         POST pairing              see  see  404  404  403  403  403  403  403  404  404
end_pairing         GET  cam_and_ana          see  404  see  404  403  403  403  403  403  404  404
end_pairing         GET  eve_and_bea          see  404  404  see  403  403  403  403  403  404  see
log_pick            GET  -                    403  see  see  see  403  403  403  403  403  ok   ok
log_contact         GET  cam                  403  see  see  404  403  403  403  403  403  404  404
log_contact         POST cam                  403  see  see  404  403  403  403  403  403  404  404
log_contact         GET  eve                  403  404  404  see  403  403  403  403  403  404  404
log_contact         GET  ida                  403  404  404  404  403  403  403  403  403  404  404
timeline            GET  cam                  see  text text 404  see  404  403  403  403  404  404
timeline            GET  eve                  see  404  404  text 404  see  403  403  403  404  see
timeline            GET  none                 404  404  404  404  404  404  403  403  403  404  404
looked              GET  cam                  see  see  see  404  see  404  403  403  403  404  404
looked              GET  eve                  see  404  404  see  404  see  403  403  403  404  see
looked              GET  none                 404  404  404  404  404  404  403  403  403  404  404
access_log          GET  -                    403  403  403  403  403  403  ok   403  403  403  ok
access_of_person    GET  cam                  403  403  403  403  403  403  see  403  403  403  404
access_of_person    GET  eve                  403  403  403  403  403  403  ok   403  403  403  ok
access_of_person    GET  none                 403  403  403  403  403  403  404  403  403  403  404
review_look         GET  look_at_cam          403  403  403  403  403  403  ok   403  403  403  404
review_look         GET  reviewed_look        403  403  403  403  403  403  see  403  403  403  404
review_look         POST look_at_cam          403  403  403  403  403  403  ok   403  403  403  404
review_look         POST look_at_eve          403  403  403  403  403  403  ok   403  403  403  ok
review_look         GET  none                 403  403  403  403  403  403  404  403  403  403  404
reveal_note         GET  contact_of_cam       403  403  403  403  ok   404  403  403  403  403  404
reveal_note         POST contact_of_cam       403  403  403  403  ok   404  403  403  403  403  404
reveal_note         GET  contact_of_eve       403  403  403  403  404  ok   403  403  403  403  404
reveal_note         GET  wrong_contact        403  403  403  403  404  404  403  403  403  403  404
reveal_note         GET  none                 403  403  403  403  404  404  403  403  403  403  404
summary             GET  cam                  see  see  see  404  403  403  403  403  403  404  404
summary             POST cam                  see  see  see  404  403  403  403  403  403  404  404
summary             GET  eve                  see  404  404  see  403  403  403  403  403  404  see
summary             GET  none                 404  404  404  404  403  403  403  403  403  404  404
summary_page        GET  cam                  go   text go   404  403  403  403  403  403  404  404
summary_page        GET  eve                  go   404  404  go   403  403  403  403  403  404  go
summary_pdf         GET  cam                  go   text go   404  403  403  403  403  403  404  404
summary_pdf         GET  eve                  go   404  404  go   403  403  403  403  403  404  go
contact             GET  contact_of_cam       see  text text 404  see  404  403  403  403  404  404
contact             GET  contact_of_eve       see  404  404  text 404  see  403  403  403  404  see
contact             GET  old_contact          see  see  see  404  see  404  403  403  403  404  404
contact             GET  wrong_contact        404  text 404  404  404  404  403  403  403  404  404
contact             GET  fixed_contact        see  text text 404  see  404  403  403  403  404  404
contact             GET  late_contact         see  text see  404  see  404  403  403  403  404  404
contact             GET  none                 404  404  404  404  404  404  403  403  403  404  404
correct_contact     GET  contact_of_cam       403  text 404  404  403  403  403  403  403  404  404
correct_contact     POST contact_of_cam       403  see  404  404  403  403  403  403  403  404  404
ask_words           GET  asked_contact        403  see  404  404  403  403  403  403  403  404  404
ask_words           POST asked_contact        403  see  404  404  403  403  403  403  403  404  404
ask_words           GET  contact_of_cam       403  go   404  404  403  403  403  403  403  404  404
ask_words           GET  none                 403  404  404  404  403  403  403  403  403  404  404
undo_contact        GET  contact_of_cam       405  405  405  405  405  405  405  405  405  405  405
undo_contact        POST asked_contact        403  go   404  404  403  403  403  403  403  404  404
undo_contact        POST contact_of_eve       403  404  404  go   403  403  403  403  403  404  404
session_list        GET  -                    ok   see  ok   ok   ok   ok   403  403  403  ok   ok 
new_session         GET  -                    403  see  see  see  403  403  403  403  403  ok   ok
new_session         POST -                    403  see  see  see  403  403  403  403  403  ok   ok
session             GET  session              see  see  404  404  see  404  403  403  403  404  see
session             GET  wrong_session        404  see  404  404  404  404  403  403  403  404  404
session             GET  none                 404  404  404  404  404  404  403  403  403  404  404
correct_session     GET  session              403  see  404  404  403  403  403  403  403  404  404
correct_session     POST session              403  see  404  404  403  403  403  403  403  404  404
correct_session     GET  wrong_session        403  404  404  404  403  403  403  403  403  404  404
withdraw_session    GET  session              403  ok   404  404  403  403  403  403  403  404  404
withdraw_session    POST session              403  ok   404  404  403  403  403  403  403  404  404
mark_error          GET  contact_of_cam       403  ok   404  404  403  403  403  403  403  404  404
mark_error          POST contact_of_cam       403  ok   404  404  403  403  403  403  403  404  404

partner_list        GET  -                    ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
add_partner         GET  -                    ok   ok   ok   ok   403  403  403  403  403  ok   ok
add_partner         POST -                    ok   ok   ok   ok   403  403  403  403  403  ok   ok
partner             GET  partner              ok   ok   ok   ok   ok   ok   ok   ok   403  ok   ok
partner             GET  none                 404  404  404  404  404  404  404  404  403  404  404
check_partner       GET  partner              405  405  405  405  405  405  405  405  405  405  405
check_partner       POST partner              go   go   go   go   403  403  403  403  403  go   go
check_partner       POST none                 404  404  404  404  403  403  403  403  403  404  404
sharing             GET  cam                  see  see  see  404  see  404  403  403  403  404  404
sharing             GET  eve                  see  404  404  see  404  see  403  403  403  404  see
share_nothing       GET  cam                  ok   ok   ok   404  403  403  403  403  403  404  404
share_nothing       POST cam                  ok   ok   ok   404  403  403  403  403  403  404  404
new_agreement       GET  cam/=start           see  see  see  404  403  403  403  403  403  404  404
new_agreement       POST cam/=start           see  see  see  404  403  403  403  403  403  404  404
new_agreement       GET  cam/=check           go   go   go   404  403  403  403  403  403  404  404
new_agreement       GET  eve/=who             go   404  404  go   403  403  403  403  403  404  go
new_agreement       GET  none/=start          404  404  404  404  403  403  403  403  403  404  404
new_agreement       GET  cam/=nowhere         404  404  404  404  403  403  403  403  403  404  404
agreement           GET  agreement            see  see  see  404  see  404  403  403  403  404  404
agreement           GET  stopped              see  see  see  404  see  404  403  403  403  404  404
agreement           GET  unanswered_of_eve    see  404  404  see  404  see  403  403  403  404  see
agreement           GET  none                 404  404  404  404  404  404  403  403  403  404  404
give                GET  unanswered           405  405  405  405  405  405  405  405  405  405  405
give                POST unanswered           go   go   go   404  403  403  403  403  403  404  404
give                POST unanswered_of_eve    go   404  404  go   403  403  403  403  403  404  go
stop_sharing        GET  agreement            see  see  see  404  see  404  403  403  403  404  404
stop_sharing        POST agreement            go   go   go   404  go   404  403  403  403  404  404
stop_sharing        POST none                 404  404  404  404  404  404  403  403  403  404  404
take_copy           GET  agreement            ok   ok   ok   404  ok   404  403  403  403  404  404
take_copy           POST agreement            ok   ok   ok   404  ok   404  403  403  403  404  404
take_copy           GET  unanswered_of_eve    ok   404  404  ok   404  ok   403  403  403  404  ok 
agreement_copy      GET  agreement            see  see  see  404  see  404  403  403  403  404  404
agreement_copy      GET  unanswered_of_eve    go   404  404  go   404  go   403  403  403  404  go

handoff_list        GET  -                    see  see  see  see  see  see  403  403  403  ok   see
handoff             GET  handoff              see  see  see  404  see  404  403  403  403  404  404
handoff             GET  handoff_of_eve       see  404  404  see  404  see  403  403  403  404  see
handoff             GET  plan                 go   go   go   404  go   404  403  403  403  404  404
handoff             GET  none                 404  404  404  404  404  404  403  403  403  404  404
update_handoff      GET  handoff              see  see  see  404  403  403  403  403  403  404  404
update_handoff      POST handoff              see  see  see  404  403  403  403  403  403  404  404
update_handoff      GET  handoff_of_eve       see  404  404  see  403  403  403  403  403  404  see
how_it_went         GET  visited              ok   ok   ok   404  403  403  403  403  403  404  404
how_it_went         POST visited              ok   ok   ok   404  403  403  403  403  403  404  404
how_it_went         GET  handoff              go   go   go   404  403  403  403  403  403  404  404
how_it_went         GET  none                 404  404  404  404  403  403  403  403  403  404  404
new_handoff         GET  cam                  go   go   go   404  403  403  403  403  403  404  404
new_handoff         GET  none                 404  404  404  404  403  403  403  403  403  404  404
drop_plan           GET  cam                  405  405  405  405  405  405  405  405  405  405  405
drop_plan           POST cam                  go   go   go   404  403  403  403  403  403  404  404
start_handoff       GET  cam/=need            see  see  see  404  403  403  403  403  403  404  404
start_handoff       POST cam/=need            see  see  see  404  403  403  403  403  403  404  404
start_handoff       GET  cam/=sharing         go   see  go   404  403  403  403  403  403  404  404
start_handoff       GET  cam/=preview         go   go   go   404  403  403  403  403  403  404  404
start_handoff       POST cam/=check           go   ok   go   404  403  403  403  403  403  404  404
start_handoff       GET  eve/=need            see  404  404  see  403  403  403  403  403  404  see
start_handoff       GET  none/=need           404  404  404  404  403  403  403  403  403  404  404
start_handoff       GET  cam/=nowhere         404  404  404  404  403  403  403  403  403  404  404
handoff_to_partner  GET  partner              ok   ok   ok   ok   403  403  403  403  403  ok   ok
handoff_to_partner  POST partner              404  404  404  404  403  403  403  403  403  404  404
handoff_to_partner  GET  none                 404  404  404  404  403  403  403  403  403  404  404
handoff_to_group    GET  group                ok   ok   ok   ok   403  403  403  403  403  ok   ok
handoff_to_group    GET  secret_group         404  404  404  404  403  403  403  403  403  404  404
packet              GET  handoff              405  405  405  405  405  405  405  405  405  405  405
packet              POST handoff              see  see  see  404  403  403  403  403  403  404  404
packet              POST handoff_of_eve       409  404  404  409  403  403  403  403  403  404  409
packet              POST none                 404  404  404  404  403  403  403  403  403  404  404
sheet               GET  handoff              405  405  405  405  405  405  405  405  405  405  405
sheet               POST handoff              see  see  see  404  403  403  403  403  403  404  404
sheet               POST handoff_of_eve       409  404  404  409  403  403  403  403  403  404  409

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
