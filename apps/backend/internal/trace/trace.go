// Package trace leads a request's trace through this tier.
package trace

import (
	"net/http"
	"regexp"
)

// Forwarded are the headers that every tier hands on as they came.
var Forwarded = []string{"traceparent", "tracestate", "baggage", "x-request-id", "x-canary"}

var traceparent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}`)

// Forward copies the headers of the trace from one request to the next.
func Forward(from, to http.Header) {
	for _, name := range Forwarded {
		for _, value := range from.Values(name) {
			to.Add(name, value)
		}
	}
}

// ID is the trace id of traceparent, as W3C Trace Context spells it; empty without a valid one.
func ID(headers http.Header) string {
	match := traceparent.FindStringSubmatch(headers.Get("traceparent"))
	if match == nil || match[1] == "00000000000000000000000000000000" {
		return ""
	}
	return match[1]
}
