-- Tasks (待办) are read from what the ledger knows anyway; here are the indexes of that one query.

alter table assignment add column extension_asked boolean not null default false;
alter table assignment add column suspension_asked boolean not null default false;
update assignment a set
  extension_asked = coalesce(share ->> 'extensionAsked', '') <> '',
  suspension_asked = coalesce(share ->> 'suspensionAsked', '') <> ''
from case_record r, jsonb_array_elements(r.state -> 'assignments') share
where r.case_no = a.case_no and share ->> 'id' = a.assignment_id;
create index assignment_asking on assignment (case_no) where extension_asked or suspension_asked;

drop index clock_of_reporter;
create index clock_of_task on clock (kind, due_at) where stopped_at is null and kind in
  ('ACCEPT', 'DISPATCH', 'SIGN', 'RETURN_DECISION', 'REVIEW', 'FEEDBACK', 'CALLBACK');

create index supervision_open on supervision (state, proposed_at)
  where state in ('PROPOSED', 'ISSUED', 'ANSWERED', 'REJECTED_ANSWER');

create index case_redo_asked on case_record (case_no)
  where status in ('FEEDBACK_GIVEN', 'ARCHIVED', 'REJECTED')
    and jsonb_path_exists(state, '$.supervision[*] ? (@.asked == "REDO" && @.round == $.round)');
