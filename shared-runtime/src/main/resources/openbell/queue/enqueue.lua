-- Puts jobs at the door, or among the delayed.
-- ARGV: now, capacity, then per job: id, owner, priority, delay ms, max failures, max crashes, payload
-- Answers per job: NEW, DUPLICATE or FULL
local answers = {}
local waiting = redis.call('ZCARD', READY) + redis.call('ZCARD', DELAYED)
  + redis.call('LLEN', INBOX) + redis.call('LLEN', STAGED)
for i = 3, #ARGV, 7 do
  local id = ARGV[i]
  if redis.call('EXISTS', job(id)) == 1 then
    answers[#answers + 1] = 'DUPLICATE'
  elseif waiting >= tonumber(ARGV[2]) then
    answers[#answers + 1] = 'FULL'
  else
    waiting = waiting + 1
    local delay = tonumber(ARGV[i + 3])
    redis.call('HSET', job(id), 'owner', ARGV[i + 1], 'priority', ARGV[i + 2], 'maxfailures', ARGV[i + 4],
      'maxcrashes', ARGV[i + 5], 'payload', ARGV[i + 6], 'enqueued', whole(now), 'attempts', '0',
      'failures', '0', 'crashes', '0', 'state', 'delayed')
    if delay > 0 then
      redis.call('ZADD', DELAYED, whole(now + delay), id)
    else
      to_door(id)
    end
    answers[#answers + 1] = 'NEW'
  end
end
return answers
