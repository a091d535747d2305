package server

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/3rvision/platform/apps/backend/internal/fault"
	"github.com/3rvision/platform/apps/backend/internal/settings"
)

const (
	png         = "\x89PNG\r\n\x1a\n"
	traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	mug         = `{"category":"mug","confidence":0.9,
		"path":[{"service":"ml","version":"canary","release":"1.1.0","pod":"ml-1"}],
		"alternatives":[{"category":"can","confidence":0.05}]}`
)

type answer struct {
	Answer
	Error struct{ Code, Message string }
}

// model stands for the tier behind: it gives one answer to everything.
func model(t *testing.T, status int, body string, seen func(*http.Request)) string {
	t.Helper()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if seen != nil {
			seen(r)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(web.Close)
	return web.URL
}

func config(url string) settings.Settings {
	return settings.Settings{
		ModelURL:       url,
		MaxUploadBytes: 1000,
		Hop:            settings.Hop{Service: "backend", Version: "stable", Release: "1.0.0", Pod: "backend-1"},
	}
}

func handler(config settings.Settings) http.Handler {
	return New(config, slog.New(slog.DiscardHandler)).Handler()
}

func upload(field, file, content string) *http.Request {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("note", "before the picture")
	if file == "" {
		_ = form.WriteField(field, content)
	} else {
		part, _ := form.CreateFormFile(field, file)
		_, _ = io.WriteString(part, content)
	}
	_ = form.Close()
	request := httptest.NewRequest(http.MethodPost, "/analyze", &body)
	request.Header.Set("content-type", form.FormDataContentType())
	return request
}

func ask(t *testing.T, to http.Handler, request *http.Request) (int, answer) {
	t.Helper()
	recorder := httptest.NewRecorder()
	to.ServeHTTP(recorder, request)
	var got answer
	if err := json.Unmarshal(recorder.Body.Bytes(), &got); err != nil {
		t.Fatalf("not JSON: %s", recorder.Body)
	}
	return recorder.Code, got
}

func TestAnswersWithAdviceAndThePath(t *testing.T) {
	request := upload("image", "mug.png", png+"…")
	request.Header.Set("traceparent", traceparent)
	request.Header.Set("x-request-id", "r-1")
	status, got := ask(t, handler(config(model(t, 200, mug, nil))), request)
	if status != 200 || got.Category != "mug" || got.Confidence != 0.9 || got.Advice.Action != "reuse" {
		t.Errorf("got %d, %+v", status, got)
	}
	if len(got.Path) != 2 || got.Path[0].Service != "backend" || got.Path[1].Version != "canary" {
		t.Errorf("got the path %v", got.Path)
	}
	if got.TraceID != "4bf92f3577b34da6a3ce929d0e0e4736" || got.RequestID != "r-1" || len(got.Alternatives) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestTellsTheImpactSinceRelease1_1(t *testing.T) {
	url := model(t, 200, mug, nil)
	for release, wanted := range map[string]bool{"1.0.0": false, "1.1.0": true, "2.0": true, "1.10.0": true, "dev": false} {
		set := config(url)
		set.Hop.Release = release
		if _, got := ask(t, handler(set), upload("image", "a.png", png)); (got.Advice.Impact != "") != wanted {
			t.Errorf("%s: got %q", release, got.Advice.Impact)
		}
	}
}

func TestHandsTheModelThePictureAndTheTrace(t *testing.T) {
	sent := png + strings.Repeat("x", 900)
	url := model(t, 200, mug, func(r *http.Request) {
		file, _, err := r.FormFile("image")
		if err != nil {
			t.Error(err)
			return
		}
		if got, _ := io.ReadAll(file); string(got) != sent {
			t.Errorf("the model got %d bytes of %d", len(got), len(sent))
		}
		if r.Header.Get("x-canary") != "true" || r.Header.Get("traceparent") != traceparent {
			t.Errorf("got %v", r.Header)
		}
		if r.Header.Get("cookie") != "" {
			t.Error("a cookie was handed on")
		}
	})
	request := upload("image", "a.png", sent)
	for name, value := range map[string]string{"x-canary": "true", "traceparent": traceparent, "cookie": "a=b"} {
		request.Header.Set(name, value)
	}
	if status, _ := ask(t, handler(config(url)), request); status != 200 {
		t.Errorf("got %d", status)
	}
}

func TestRefusesWhatIsNoPicture(t *testing.T) {
	to := handler(config(model(t, 200, mug, func(*http.Request) { t.Error("the model was asked") })))
	plain := httptest.NewRequest(http.MethodPost, "/analyze", strings.NewReader(png))
	cut := upload("image", "a.png", png+strings.Repeat("x", 500))
	whole, _ := io.ReadAll(cut.Body)
	cut.Body = io.NopCloser(bytes.NewReader(whole[:len(whole)-300]))
	endless := upload("image", "a.png", png+strings.Repeat("x", 200_000))
	endless.ContentLength = -1
	for name, test := range map[string]struct {
		request *http.Request
		status  int
		code    string
	}{
		"no multipart body":     {plain, 400, "no_picture"},
		"another field":         {upload("file", "a.png", png), 400, "no_picture"},
		"a field that is text":  {upload("image", "", png), 400, "no_picture"},
		"an empty file":         {upload("image", "a.png", ""), 400, "no_picture"},
		"a body cut off":        {cut, 400, "cut_off"},
		"a page named as a PNG": {upload("image", "a.png", "<!doctype html><p>Hello"), 415, "not_a_picture"},
		"a GIF":                 {upload("image", "a.gif", "GIF89a"), 415, "not_a_picture"},
		"one byte too many":     {upload("image", "a.png", png+strings.Repeat("x", 993)), 413, "too_large"},
		"far too many bytes":    {upload("image", "a.png", png+strings.Repeat("x", 200_000)), 413, "too_large"},
		"bytes without an end":  {endless, 413, "too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			status, got := ask(t, to, test.request)
			if status != test.status || got.Error.Code != test.code || len(got.Path) != 1 {
				t.Errorf("got %d, %+v", status, got)
			}
		})
	}
}

func TestTakesAPictureOfExactlyTheLimit(t *testing.T) {
	to := handler(config(model(t, 200, mug, nil)))
	if status, got := ask(t, to, upload("image", "a.png", png+strings.Repeat("x", 992))); status != 200 {
		t.Errorf("got %d, %+v", status, got.Error)
	}
}

func TestSaysWhatTheModelRefusedOrThatItFailed(t *testing.T) {
	path := `"path":[{"service":"ml","version":"canary"}]`
	for name, test := range map[string]struct {
		status int
		body   string
		wanted int
		code   string
		hops   int
	}{
		"a refusal":              {422, `{"error":{"code":"broken_picture","message":"…"},` + path + `}`, 422, "broken_picture", 2},
		"a refusal without word": {403, `RBAC: access denied`, 502, "model_failed", 1},
		"a failure with a path":  {503, `{"error":{"code":"fault"},` + path + `}`, 502, "model_failed", 2},
		"a failure of the mesh":  {503, `no healthy upstream`, 502, "model_failed", 1},
		"a mesh's timeout":       {504, `upstream request timeout`, 504, "model_failed", 1},
		"an answer without JSON": {200, `OK`, 502, "model_failed", 1},
		"an answer of nothing":   {200, `{}`, 502, "model_failed", 1},
	} {
		t.Run(name, func(t *testing.T) {
			status, got := ask(t, handler(config(model(t, test.status, test.body, nil))), upload("image", "a.png", png))
			if status != test.wanted || got.Error.Code != test.code || len(got.Path) != test.hops {
				t.Errorf("got %d, %+v", status, got)
			}
		})
	}
}

func TestSaysThatTheModelDoesNotAnswer(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	status, got := ask(t, handler(config(gone.URL)), upload("image", "a.png", png))
	if status != 502 || got.Error.Code != "model_unavailable" {
		t.Errorf("got %d, %+v", status, got)
	}
}

func TestFailsAsToldButStaysHealthy(t *testing.T) {
	set := config("http://127.0.0.1:1")
	set.Fault = fault.Fault{Status: 503, Rate: 1}
	to := handler(set)
	if status, got := ask(t, to, upload("image", "a.png", png)); status != 503 || got.Error.Code != "fault" {
		t.Errorf("got %d, %+v", status, got)
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, _ := ask(t, to, httptest.NewRequest(http.MethodGet, path, nil)); status != 200 {
			t.Errorf("%s: got %d", path, status)
		}
	}
}

func TestFailsForARequestThatAsksForItOnlyWhereThatIsAllowed(t *testing.T) {
	set := config("http://127.0.0.1:1")
	for allowed, wanted := range map[bool]map[string]int{
		true:  {"/nothing": 503, "/settings": 503, "/healthz": 200, "/readyz": 200},
		false: {"/nothing": 404, "/settings": 404, "/healthz": 200, "/readyz": 200},
	} {
		set.FaultsByHeader = allowed
		for path, wanted := range wanted {
			request := httptest.NewRequest(http.MethodGet, path, nil)
			request.Header.Set("x-fault", "backend@stable:status=503")
			if status, got := ask(t, handler(set), request); status != wanted {
				t.Errorf("%s, allowed %t: got %d, %+v", path, allowed, status, got)
			}
		}
	}
}

func TestIsNotReadyOnceItLeavesButHealthy(t *testing.T) {
	server := New(config("http://127.0.0.1:1"), slog.New(slog.DiscardHandler))
	server.Leave()
	for path, wanted := range map[string]int{"/healthz": 200, "/readyz": 503} {
		if status, _ := ask(t, server.Handler(), httptest.NewRequest(http.MethodGet, path, nil)); status != wanted {
			t.Errorf("%s: got %d", path, status)
		}
	}
}

func TestShowsItsSettingsOnlyWithTheToken(t *testing.T) {
	set := config("http://127.0.0.1:1")
	for name, test := range map[string]struct {
		token, header string
		wanted        int
	}{
		"the token":          {"secret", "Bearer secret", 200},
		"another":            {"secret", "Bearer public", 401},
		"none":               {"secret", "", 401},
		"none, none is set":  {"", "Bearer ", 404},
		"only its beginning": {"secret", "Bearer secre", 401},
	} {
		t.Run(name, func(t *testing.T) {
			set.Token = test.token
			request := httptest.NewRequest(http.MethodGet, "/settings", nil)
			request.Header.Set("authorization", test.header)
			if status, _ := ask(t, handler(set), request); status != test.wanted {
				t.Errorf("got %d", status)
			}
		})
	}
}

func TestOtherPathsAndMethodsAreRefusedAsJSON(t *testing.T) {
	to := handler(config("http://127.0.0.1:1"))
	for path, wanted := range map[string]int{"/nothing": 404, "/analyze": 405} {
		if status, got := ask(t, to, httptest.NewRequest(http.MethodGet, path, nil)); status != wanted || got.Error.Code == "" {
			t.Errorf("%s: got %d, %+v", path, status, got)
		}
	}
}

func TestCountsRequestsAndAnswers(t *testing.T) {
	to := handler(config(model(t, 200, mug, nil)))
	ask(t, to, upload("image", "a.png", png))
	ask(t, to, upload("image", "a.png", ""))
	recorder := httptest.NewRecorder()
	to.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`backend_analyses_total{result="mug"} 1`,
		`backend_analyses_total{result="no_picture"} 1`,
		`backend_request_duration_seconds_count{route="/analyze",status="200"} 1`,
		`backend_request_duration_seconds_count{route="/analyze",status="400"} 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(recorder.Body.String(), "\n"+line) {
			t.Errorf("no %q", line)
		}
	}
}

func TestLogsOneLineForARequestWithItsTrace(t *testing.T) {
	var text bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&text, nil))
	to := New(config(model(t, 200, mug, nil)), log).Handler()
	request := upload("image", "a.png", png)
	request.Header.Set("traceparent", traceparent)
	request.Header.Set("x-request-id", "r-1")
	ask(t, to, request)
	ask(t, to, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	var line map[string]any
	if err := json.Unmarshal(text.Bytes(), &line); err != nil {
		t.Fatalf("not one line of JSON: %s", text.String())
	}
	if line["trace_id"] != "4bf92f3577b34da6a3ce929d0e0e4736" || line["request_id"] != "r-1" || line["status"] != 200.0 {
		t.Errorf("got %v", line)
	}
}
