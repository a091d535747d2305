package trace

import (
	"maps"
	"net/http"
	"testing"
)

func TestForwardsTheHeadersOfTheTraceAndNoOthers(t *testing.T) {
	from := http.Header{}
	for _, name := range append([]string{"cookie", "authorization", "x-forwarded-for", "content-type"}, Forwarded...) {
		from.Set(name, "value of "+name)
	}
	from.Add("tracestate", "another")
	to := http.Header{}
	Forward(from, to)
	wanted := http.Header{}
	for _, name := range Forwarded {
		wanted.Set(name, "value of "+name)
	}
	wanted.Add("tracestate", "another")
	if !maps.EqualFunc(to, wanted, func(one, other []string) bool {
		return len(one) == len(other) && one[0] == other[0] && one[len(one)-1] == other[len(other)-1]
	}) {
		t.Errorf("got %v, wanted %v", to, wanted)
	}
}

func TestReadsTheTraceID(t *testing.T) {
	for value, wanted := range map[string]string{
		"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01":       "4bf92f3577b34da6a3ce929d0e0e4736",
		"01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later": "4bf92f3577b34da6a3ce929d0e0e4736",
		"00-00000000000000000000000000000000-00f067aa0ba902b7-01":       "",
		"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01":       "",
		"nonsense": "",
		"":         "",
	} {
		if got := ID(http.Header{"Traceparent": {value}}); got != wanted {
			t.Errorf("%q: got %q, wanted %q", value, got, wanted)
		}
	}
}
