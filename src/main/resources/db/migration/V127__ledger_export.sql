-- The export (台账) reads cases in the order of their registration.
create index case_by_registration on case_record (registered_at, case_no);
