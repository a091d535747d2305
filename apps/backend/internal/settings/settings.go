// Package settings reads what the environment says.
package settings

import (
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strconv"

	"github.com/3rvision/platform/apps/backend/internal/fault"
)

// Hop says who answered, as a part of every answer's path.
type Hop struct {
	Service string `json:"service"`
	Version string `json:"version"`
	Release string `json:"release"`
	Pod     string `json:"pod"`
}

// Settings are everything that can be set.
type Settings struct {
	Address        string
	ModelURL       string
	MaxUploadBytes int64
	// Token opens /settings; without one there is no such page.
	Token    string
	LogLevel slog.Level
	Hop      Hop
	Fault    fault.Fault
	// FaultsByHeader says whether a request may ask for a fault of its own.
	FaultsByHeader bool
}

// release is what the source is; an image sets RELEASE to what it was built as.
const release = "1.1.0"

// Read reads the environment.
func Read(variable func(string) string) (Settings, error) {
	or := func(name, otherwise string) string {
		if value := variable(name); value != "" {
			return value
		}
		return otherwise
	}
	host, _ := os.Hostname()
	settings := Settings{
		Address:  or("HOST", "") + ":" + or("PORT", "8080"),
		ModelURL: or("ML_URL", "http://127.0.0.1:5001"),
		Token:    variable("API_TOKEN"),
		Hop: Hop{
			Service: "backend",
			Version: or("VERSION", "local"),
			Release: or("RELEASE", release),
			Pod:     or("POD_NAME", host),
		},
	}
	if parsed, err := url.Parse(settings.ModelURL); err != nil || parsed.Host == "" ||
		(parsed.Scheme != "http" && parsed.Scheme != "https") {
		return Settings{}, fmt.Errorf("Cannot read ML_URL %q as an http URL", settings.ModelURL)
	}
	size, err := strconv.ParseInt(or("MAX_UPLOAD_BYTES", "5242880"), 10, 64)
	if err != nil || size <= 0 {
		return Settings{}, fmt.Errorf("Cannot read MAX_UPLOAD_BYTES %q as a number of bytes", variable("MAX_UPLOAD_BYTES"))
	}
	settings.MaxUploadBytes = size
	if err := settings.LogLevel.UnmarshalText([]byte(or("LOG_LEVEL", "info"))); err != nil {
		return Settings{}, fmt.Errorf("Cannot read LOG_LEVEL %q as debug, info, warn or error", variable("LOG_LEVEL"))
	}
	if settings.FaultsByHeader, err = strconv.ParseBool(or("FAULTS_BY_HEADER", "false")); err != nil {
		return Settings{}, fmt.Errorf("Cannot read FAULTS_BY_HEADER %q as true or false", variable("FAULTS_BY_HEADER"))
	}
	settings.Fault, err = fault.Read(variable)
	return settings, err
}
