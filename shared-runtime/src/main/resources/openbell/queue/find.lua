-- Looks jobs up.
-- ARGV: now, ids
-- Answers per known job: id, owner, state, attempts, failures, crashes, error, payload, priority,
--   worker, enqueued ms, at ms (ready, done or dead since; delayed or leased until),
--   claimed ms (-1 unless active)
local answers = {}
for i = 2, #ARGV do
  answers[#answers + 1] = view(ARGV[i])
end
return answers
