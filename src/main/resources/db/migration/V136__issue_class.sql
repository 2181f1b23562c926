-- Lists of tasks sort by the class of a matter: beside the case's JSON, so that they need not open it.
alter table case_record add column issue_class text
  generated always as (state -> 'classification' ->> 'issueClass') stored;
