-- Lists stay quick when the ledger holds very many cases: by state, and what departments have not answered.
create index case_by_status on case_record (status, changed_at desc, case_no desc);
create index outbox_unanswered_by_address on outbox (address, sent_at)
  where type = 'ASSIGNMENT_DISPATCHED' and state = 'S' and acked_at is null;
