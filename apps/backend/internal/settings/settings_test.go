package settings

import (
	"log/slog"
	"testing"
)

func variables(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestReadsTheEnvironment(t *testing.T) {
	got, err := Read(variables(map[string]string{
		"PORT": "9000", "ML_URL": "http://ml:5001", "MAX_UPLOAD_BYTES": "100", "LOG_LEVEL": "debug",
		"VERSION": "canary", "RELEASE": "2.0.0", "POD_NAME": "backend-canary-1", "FAULT_STATUS": "500",
		"FAULTS_BY_HEADER": "true",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got.Address != ":9000" || got.ModelURL != "http://ml:5001" || got.MaxUploadBytes != 100 {
		t.Errorf("got %+v", got)
	}
	if got.Hop != (Hop{"backend", "canary", "2.0.0", "backend-canary-1"}) || got.Fault.Status != 500 {
		t.Errorf("got %+v", got)
	}
	if !got.FaultsByHeader {
		t.Errorf("got %+v", got)
	}
	if got.LogLevel != slog.LevelDebug {
		t.Errorf("got %v", got.LogLevel)
	}
}

func TestRefusesWhatItCannotRead(t *testing.T) {
	for _, set := range []map[string]string{
		{"ML_URL": "ml:5001"},
		{"ML_URL": "ml://host"},
		{"MAX_UPLOAD_BYTES": "5MB"},
		{"MAX_UPLOAD_BYTES": "-1"},
		{"LOG_LEVEL": "loud"},
		{"FAULT_STATUS": "yes"},
		{"FAULTS_BY_HEADER": "yes"},
	} {
		if got, err := Read(variables(set)); err == nil {
			t.Errorf("%v was read as %+v", set, got)
		}
	}
}
