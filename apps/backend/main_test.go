package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/3rvision/platform/apps/backend/internal/fault"
	"github.com/3rvision/platform/apps/backend/internal/settings"
)

func TestEndsOnlyAfterTheRequestsThatAreUnderWay(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	config := settings.Settings{
		ModelURL: "http://127.0.0.1:1", MaxUploadBytes: 1000,
		Fault: fault.Fault{Status: 418, Delay: 500 * time.Millisecond, Rate: 1},
	}
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, config, slog.New(slog.DiscardHandler)) }()
	answered := make(chan int, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String() + "/nothing")
		if err != nil {
			t.Error(err)
			answered <- 0
			return
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		answered <- response.StatusCode
	}()
	time.Sleep(100 * time.Millisecond)
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(leaving):
		t.Fatal("it did not end")
	}
	// Had it ended before the request, the connection would have been cut.
	if status := <-answered; status != 418 {
		t.Errorf("got %d", status)
	}
	if connection, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		_ = connection.Close()
		t.Error("it still takes connections")
	}
}
