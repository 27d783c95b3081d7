-- Executes the connectors in turn for LOAD_SECONDS. After that it asks LOAD_QUIET, seldom, until wrk
-- ends, so that every execution that was sent is also answered and the count is exact: wrk leaves
-- what is in flight at its end unread and uncounted.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanos; } load_time;
  int clock_gettime(int clock, load_time *time);
  int usleep(unsigned int micros);
]]
local MONOTONIC = 1
local SELDOM = 2000
local time = ffi.new("load_time")

local function now()
  ffi.C.clock_gettime(MONOTONIC, time)
  return tonumber(time.seconds) + tonumber(time.nanos) / 1e9
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local requests, quiet, count, span, first, verified

function init()
  local headers = {
    ["Content-Type"] = "application/json",
    ["kbn-xsrf"] = "true",
    ["Authorization"] = os.getenv("LOAD_AUTHORIZATION"),
  }
  local body = os.getenv("LOAD_BODY")
  requests = {}
  count = tonumber(os.getenv("LOAD_CONNECTORS"))
  for i = 0, count - 1 do
    requests[i] = wrk.format("POST", "/api/actions/connector/load-" .. i .. "/_execute", headers, body)
  end
  quiet = wrk.format("GET", os.getenv("LOAD_QUIET"))
  span = tonumber(os.getenv("LOAD_SECONDS"))
  executes = 0
  last = 0
end

function request()
  -- wrk asks for one request before it starts, to see whether it is a pipeline, and never sends it.
  if not verified then
    verified = true
    return requests[0]
  end
  local at = now()
  first = first or at
  if at - first >= span then
    ffi.C.usleep(SELDOM)
    return quiet
  end
  last = at - first
  executes = executes + 1
  return requests[(executes - 1) % count]
end

function done(summary)
  local sent, seconds = 0, 0
  for _, thread in ipairs(threads) do
    sent = sent + thread:get("executes")
    seconds = math.max(seconds, thread:get("last"))
  end
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("RESULT executes=%d seconds=%.6f failed=%d", sent, seconds, failed))
end
