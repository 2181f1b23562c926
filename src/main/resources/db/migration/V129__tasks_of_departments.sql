-- What a department works on is a task of its people, too; the condition must stand in Tasks to the letter.
drop index assignment_asking;
create index assignment_asking on assignment (case_no)
  where extension_asked or suspension_asked or state = 'HANDLING';
