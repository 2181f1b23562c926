-- Feedback and callbacks (反馈、回访): the clocks that wait for a call to a reporter.

create index clock_of_reporter on clock (kind, due_at)
  where stopped_at is null and kind in ('FEEDBACK', 'CALLBACK');
