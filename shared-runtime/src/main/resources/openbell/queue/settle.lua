-- Ends leases: a function of settled.lua and turnover.lua.

-- Jobs done in this call, and the same with their times: their indexes are written once.
local done, ended = {}, {}

local function finish_well(id, fence, f)
  done[#done + 1] = id
  ended[#ended + 1] = NOW
  ended[#ended + 1] = id
  -- Written anew, what is left takes a third of the memory: a hash that once was large stays so.
  local key = job(id)
  call('DEL', key)
  call('HSET', key, 'lastfence', fence, 'state', 'done', 'ended', NOW, 'owner', f[7], 'priority', f[8],
    'attempts', f[9], 'enqueued', f[10])
  if f[5] or f[11] or f[12] then
    call('HSET', key, 'failures', f[5] or '0', 'crashes', f[11] or '0', 'error', f[12] or '')
  end
  return 'OK'
end

local function finish(id, fence, f, kind, delay, text)
  local function answer(word, ...)
    call('HSET', job(id), 'lastfence', fence, 'lastanswer', word, ...)
    return word
  end
  call('ZREM', LEASE, id)
  if kind == 'dead' then
    kill(id, text)
    return answer('OK')
  elseif kind == 'release' then
    to_door(id)
    if text ~= '' then return answer('OK', 'progress', text) end
    return answer('OK')
  end
  local failures = tonumber(f[5] or '0') + (kind == 'retry' and 1 or 0)
  if kind == 'retry' and failures > tonumber(f[6]) then
    kill(id, text)
    return answer('DEAD', 'failures', whole(failures))
  elseif delay > 0 then
    call('ZADD', DELAYED, whole(now + delay), id)
    return answer('OK', 'failures', whole(failures), 'error', text, 'state', 'delayed')
  end
  to_door(id)
  return answer('OK', 'failures', whole(failures), 'error', text)
end

-- From ARGV[from], per job: id, fence, kind (done, retry, postpone, dead, release), delay ms, text;
-- text is the error, or the checkpoint of a release. A postponed job comes back like one that is
-- tried again, but has not failed.
-- Answers per job: OK, DEAD, STALE or GONE; the same fence again repeats the first answer
local function settle(from)
  local answers = {}
  for i = from, #ARGV, 5 do
    local id, fence = ARGV[i], ARGV[i + 1]
    local f = call('HMGET', job(id), 'state', 'fence', 'lastfence', 'lastanswer', 'failures', 'maxfailures',
      'owner', 'priority', 'attempts', 'enqueued', 'crashes', 'error')
    local answer
    if not f[1] then
      answer = 'GONE'
    elseif f[3] == fence then
      answer = f[4] or 'OK' -- a done job keeps no other
    elseif f[1] ~= 'active' or f[2] ~= fence then
      answer = 'STALE'
    elseif ARGV[i + 2] == 'done' then
      answer = finish_well(id, fence, f)
    else
      answer = finish(id, fence, f, ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4])
    end
    answers[#answers + 1] = answer
  end
  if #done > 0 then
    call('ZREM', LEASE, unpack(done))
    call('ZADD', DONE, unpack(ended))
  end
  return answers
end
