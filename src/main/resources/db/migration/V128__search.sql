-- The sender's own number, as somebody says it at the counter, whichever channel it came by.
create index case_by_source_id on case_record (source_case_id);
