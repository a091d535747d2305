package fault

import (
	"context"
	"testing"
	"time"
)

func variables(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestReadsFaults(t *testing.T) {
	for name, test := range map[string]struct {
		set    map[string]string
		wanted Fault
	}{
		"nothing":           {nil, Fault{}},
		"a rate of nothing": {map[string]string{"FAULT_RATE": "0.5"}, Fault{}},
		"a status":          {map[string]string{"FAULT_STATUS": "503"}, Fault{Status: 503, Rate: 1}},
		"a delay":           {map[string]string{"FAULT_DELAY": "250ms"}, Fault{Delay: 250 * time.Millisecond, Rate: 1}},
		"all three": {
			map[string]string{"FAULT_STATUS": "429", "FAULT_DELAY": "1.5s", "FAULT_RATE": "0.1"},
			Fault{Status: 429, Delay: 1500 * time.Millisecond, Rate: 0.1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(variables(test.set))
			if err != nil || got != test.wanted {
				t.Errorf("got %v, %v; wanted %v", got, err, test.wanted)
			}
		})
	}
}

func TestRefusesWhatItCannotRead(t *testing.T) {
	for _, set := range []map[string]string{
		{"FAULT_STATUS": "200"},
		{"FAULT_STATUS": "often"},
		{"FAULT_DELAY": "5"},
		{"FAULT_DELAY": "-1s"},
		{"FAULT_DELAY": "1h"},
		{"FAULT_STATUS": "503", "FAULT_RATE": "2"},
		{"FAULT_STATUS": "503", "FAULT_RATE": "10%"},
	} {
		if got, err := Read(variables(set)); err == nil {
			t.Errorf("%v was read as %v", set, got)
		}
	}
}

func TestAppliesToAboutTheShareItIsTold(t *testing.T) {
	fault, failed := Fault{Status: 500, Rate: 0.5}, 0
	for range 1000 {
		if fault.Apply(context.Background()) == 500 {
			failed++
		}
	}
	// More than six standard deviations to each side.
	if failed < 400 || failed > 600 {
		t.Errorf("%d of 1000 failed", failed)
	}
}

func TestAWaitEndsWithTheRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	done := make(chan struct{})
	go func() {
		Fault{Delay: time.Hour, Rate: 1}.Apply(ctx)
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Error("it still waits")
	}
}

func TestReadsWhatARequestAsks(t *testing.T) {
	for header, wanted := range map[string]Fault{
		"":                               {},
		"ml:status=500":                  {},
		"backend@stable:status=500":      {},
		"backend:status=503":             {Status: 503, Rate: 1},
		"backend:delay=1.5":              {Delay: 1500 * time.Millisecond, Rate: 1},
		"backend@b-1:status=500":         {Status: 500, Rate: 1},
		"ml:delay=1, backend:status=200": {Status: 200, Rate: 1},
		"backend@canary:delay=12;status=200,ml:status=500": {Status: 200, Delay: 12 * time.Second, Rate: 1},
		"backend":              {Status: 400, Rate: 1},
		"backend:stauts=503":   {Status: 400, Rate: 1},
		"backend:status=600":   {Status: 400, Rate: 1},
		"ml:delay=soon":        {Status: 400, Rate: 1},
		"backend:delay=123456": {Status: 400, Rate: 1},
	} {
		if got := Asked(header, "backend", "canary", "b-1"); got != wanted {
			t.Errorf("%q was read as %v, not %v", header, got, wanted)
		}
	}
}
