-- Ends leases.
-- ARGV: now, then per job: id, fence, kind (done, retry, dead, release), delay ms, text
--   text is the error, or the checkpoint of a release
-- Answers per job: OK, DEAD, STALE or GONE; the same fence again repeats the first answer

local function finish(id, kind, delay, text)
  redis.call('ZREM', LEASE, id)
  if kind == 'done' then
    redis.call('HSET', job(id), 'state', 'done', 'ended', whole(now))
    redis.call('HDEL', job(id), 'payload', 'progress', 'fence', 'worker', 'lease')
    redis.call('ZADD', DONE, whole(now), id)
    return 'OK'
  end
  if kind == 'dead' then
    kill(id, text)
    return 'OK'
  end
  if kind == 'release' then
    if text ~= '' then redis.call('HSET', job(id), 'progress', text) end
    to_door(id)
    return 'OK'
  end
  if redis.call('HINCRBY', job(id), 'failures', 1) > number(id, 'maxfailures') then
    kill(id, text)
    return 'DEAD'
  end
  redis.call('HSET', job(id), 'error', text)
  if delay > 0 then
    redis.call('HSET', job(id), 'state', 'delayed')
    redis.call('HDEL', job(id), 'fence', 'worker', 'lease')
    redis.call('ZADD', DELAYED, whole(now + delay), id)
  else
    to_door(id)
  end
  return 'OK'
end

local answers = {}
for i = 2, #ARGV, 5 do
  local id, fence = ARGV[i], ARGV[i + 1]
  local before = redis.call('HMGET', job(id), 'lastfence', 'lastanswer')
  local answer
  if before[1] == fence then
    answer = before[2]
  else
    answer = held(id, fence)
    if answer == 'OK' then
      answer = finish(id, ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4])
      redis.call('HSET', job(id), 'lastfence', fence, 'lastanswer', answer)
    end
  end
  answers[#answers + 1] = answer
end
return answers
