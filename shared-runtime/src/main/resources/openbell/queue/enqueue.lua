-- Puts jobs at the door, or among the delayed.
-- ARGV: now, capacity, then per job: id, owner, priority, cost, delay ms, expiry ms (0: never),
--   max failures, max crashes, payload
-- Answers per job: NEW, DUPLICATE or FULL
local AT_THE_DOOR = 100
local answers, pushed, sinces = {}, {}, {}
local capacity = tonumber(ARGV[2])
local waiting = call('ZCARD', SINCE) + call('ZCARD', DELAYED)

local function put(id, i)
  local owner, priority, cost, delay, expiry = ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4]), ARGV[i + 5]
  local ready = delay <= 0
  call('HSET', job(id), 'owner', owner, 'priority', priority, 'cost', cost, 'maxfailures', ARGV[i + 6],
    'maxcrashes', ARGV[i + 7], 'payload', ARGV[i + 8], 'enqueued', NOW, 'state', ready and 'ready' or 'delayed',
    'since', NOW, 'score', ready and score(owner, priority, cost) or '')
  if expiry ~= '0' then call('HSET', job(id), 'expires', whole(now + tonumber(expiry))) end
  if ready then
    pushed[#pushed + 1] = id
    sinces[#sinces + 1] = NOW
    sinces[#sinces + 1] = id
  else
    call('ZADD', DELAYED, whole(now + delay), id)
  end
end

for i = 3, #ARGV, 9 do
  local id = ARGV[i]
  if call('EXISTS', job(id)) == 1 then
    answers[#answers + 1] = 'DUPLICATE'
  elseif waiting >= capacity then
    answers[#answers + 1] = 'FULL'
  else
    waiting = waiting + 1
    put(id, i)
    answers[#answers + 1] = 'NEW'
  end
end
if #pushed > 0 then
  call('ZADD', SINCE, unpack(sinces))
  local standing = call('LPUSH', INBOX, unpack(pushed))
  -- Whoever pushes helps at the door, or a claim would not see whom a long line hides.
  if standing > AT_THE_DOOR then let_in(INBOX, math.min(standing - AT_THE_DOOR, #pushed + AT_THE_DOOR)) end
  keep_ends()
end
return answers
