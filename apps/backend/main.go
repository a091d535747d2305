// Backend checks an uploaded picture, asks the model about it and answers with advice.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/3rvision/platform/apps/backend/internal/server"
	"github.com/3rvision/platform/apps/backend/internal/settings"
)

const (
	// idle is longer than the hour after which the sidecar closes a connection: whoever closes first must be the sidecar.
	idle = 61 * time.Minute
	// reading is how long a request may take to arrive, picture included.
	reading = 15 * time.Second
	// leaving is how long requests may take to end: of the pod's 30 seconds, 5 went to preStop.
	leaving = 20 * time.Second
)

func main() {
	config, err := settings.Read(os.Getenv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	log := logger(config)
	listener, err := net.Listen("tcp", config.Address)
	if err == nil {
		err = serve(ctx, listener, config, log)
	}
	if err != nil {
		log.Error("stopped", "reason", err.Error())
		os.Exit(1)
	}
}

// serve answers until the context ends, and then lets requests that are under way come to their end.
func serve(ctx context.Context, listener net.Listener, config settings.Settings, log *slog.Logger) error {
	state := server.New(config, log)
	web := &http.Server{
		Handler:           state.Handler(),
		ReadHeaderTimeout: reading,
		ReadTimeout:       reading,
		IdleTimeout:       idle,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(listener) }()
	log.Info("listening", "address", listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	state.Leave()
	log.Info("leaving")
	patience, cancel := context.WithTimeout(context.Background(), leaving)
	defer cancel()
	if err := web.Shutdown(patience); err != nil {
		return fmt.Errorf("Cannot end all requests: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// logger writes one line of JSON for everything logged, with the names that the other tiers use.
func logger(config settings.Settings) *slog.Logger {
	lower := func(_ []string, each slog.Attr) slog.Attr {
		if each.Key == slog.LevelKey {
			return slog.String(each.Key, strings.ToLower(each.Value.String()))
		}
		return each
	}
	handler := slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: config.LogLevel, ReplaceAttr: lower})
	hop := config.Hop
	return slog.New(handler).With("service", hop.Service, "version", hop.Version, "release", hop.Release, "pod", hop.Pod)
}
