-- Promotes due jobs and takes expired leases back: for tick.lua and turnover.lua.

-- Most calls find nothing due: what they do not need is made in here.
-- `silence`: how long nobody touched the queue
local function catch_up(due, over, silence)
  local function promote(limit)
    local ids = call('ZRANGEBYSCORE', DELAYED, '-inf', NOW, 'LIMIT', 0, limit)
    for _, id in ipairs(ids) do
      call('ZREM', DELAYED, id)
      if call('EXISTS', job(id)) == 1 then to_door(id) else orphan() end
    end
  end

  local function take_back(id, till)
    local f = call('HMGET', job(id), 'state', 'lease', 'amnesties', 'crashes', 'maxcrashes')
    if not f[1] then
      orphan()
    elseif till < now - DAY then
      kill(id, 'STALE_REVIEW: its lease ran out more than a day ago')
    elseif silence > tonumber(f[2]) and tonumber(f[3] or '0') < 2 then
      call('HINCRBY', QUEUE, 'amnesties', 1)
      call('HINCRBY', job(id), 'amnesties', 1)
      to_door(id)
    else
      local crashes = tonumber(f[4] or '0') + 1
      call('HINCRBY', QUEUE, 'crashes', 1)
      call('HSET', job(id), 'crashes', whole(crashes))
      if crashes > tonumber(f[5]) then
        kill(id, 'CRASHED: its lease ran out ' .. crashes .. ' times')
      else
        to_door(id)
      end
    end
  end

  -- Takes expired leases back. A lease that ran out while everybody was away is forgiven, twice per
  -- job: the worker may be well.
  local function reap(limit)
    local found = call('ZRANGEBYSCORE', LEASE, '-inf', NOW, 'WITHSCORES', 'LIMIT', 0, limit)
    for i = 1, #found, 2 do
      call('ZREM', LEASE, found[i])
      take_back(found[i], tonumber(found[i + 1]))
    end
  end

  if due and due <= now then
    promote(100)
    due = earliest(DELAYED)
  end
  if over and over <= now then
    reap(silence > 1000 and 1000 or 100)
    over = earliest(LEASE)
  end
  return due, over
end

-- Promotes and takes back, in bounded steps; answers the next start and the next end of a lease.
-- `probe`: when the queue was touched last
local function upkeep(probe)
  local due, over = earliest(DELAYED), earliest(LEASE)
  if math.min(due or math.huge, over or math.huge) > now then return due, over end
  return catch_up(due, over, now - (tonumber(probe or NOW) or now))
end
