-- What find.lua and peek.lua answer.

-- A job as an operator sees it.
local function view(id)
  local f = call('HMGET', job(id), 'owner', 'state', 'attempts', 'failures', 'crashes', 'error', 'payload', 'priority',
    'worker', 'enqueued', 'since', 'ended', 'fence')
  local state = f[2]
  if not state then return nil end
  local at = state == 'ready' and f[11] or f[12]
  if state == 'delayed' then at = call('ZSCORE', DELAYED, id) end
  if state == 'active' then at = call('ZSCORE', LEASE, id) end
  -- Fences are times in microseconds.
  local claimed = state == 'active' and whole(math.floor(tonumber(f[13]) / 1000)) or '-1'
  return {id, f[1] or '', state, f[3] or '0', f[4] or '0', f[5] or '0', f[6] or '', f[7] or '', f[8] or '1',
    state == 'active' and f[9] or '', f[10] or '0', at or '0', claimed}
end
