// Package vision asks the model what a picture shows.
package vision

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/3rvision/platform/apps/backend/internal/settings"
	"github.com/3rvision/platform/apps/backend/internal/trace"
)

// longest is more than the mesh allows for the call, so that its own answer arrives.
const longest = 9 * time.Second

// largest is the most that is read of an answer.
const largest = 64 << 10

// Guess is a category and how sure the model is of it, 0 to 1.
type Guess struct {
	Category   string  `json:"category"`
	Confidence float64 `json:"confidence"`
}

// Answer is what the model says.
type Answer struct {
	Guess
	Alternatives []Guess        `json:"alternatives"`
	Path         []settings.Hop `json:"path"`
	Error        *Refusal       `json:"error"`
}

// Refusal says why there is no answer: a word for programs and a sentence for people.
type Refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Failure is an answer that is not a success.
type Failure struct {
	Status  int
	Refusal Refusal
	// Path is who answered, as far as that is known.
	Path []settings.Hop
}

func (failure *Failure) Error() string { return failure.Refusal.Code + ": " + failure.Refusal.Message }

// Client asks one address.
type Client struct {
	url  string
	http *http.Client
}

// New makes a client of the model at an address such as http://ml:5001.
func New(address string) *Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	transport.MaxIdleConnsPerHost = 32
	return &Client{url: address + "/analyze", http: &http.Client{Transport: transport, Timeout: longest}}
}

// Analyze asks what the picture shows; headers are those of the request that it is asked for. An error is always a
// *Failure.
func (client *Client) Analyze(ctx context.Context, picture []byte, headers http.Header) (*Answer, error) {
	body, length, kind := envelope(picture)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, client.url, body)
	if err != nil {
		return nil, unavailable(err)
	}
	request.ContentLength = length
	request.Header.Set("content-type", kind)
	trace.Forward(headers, request.Header)
	response, err := client.http.Do(request)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(response.Body, largest))
	if err != nil {
		return nil, unavailable(err)
	}
	var answer Answer
	unreadable := json.Unmarshal(text, &answer)
	switch {
	case response.StatusCode == http.StatusOK && unreadable == nil && answer.Category != "":
		return &answer, nil
	case response.StatusCode >= 400 && response.StatusCode < 500 && answer.Error != nil:
		return nil, &Failure{response.StatusCode, *answer.Error, answer.Path}
	default:
		status := http.StatusBadGateway
		if response.StatusCode == http.StatusGatewayTimeout {
			status = http.StatusGatewayTimeout
		}
		message := fmt.Sprintf("The model answered with status %d", response.StatusCode)
		return nil, &Failure{status, Refusal{"model_failed", message}, answer.Path}
	}
}

// envelope puts a picture into a multipart body without copying it.
func envelope(picture []byte) (io.Reader, int64, string) {
	var frame bytes.Buffer
	form := multipart.NewWriter(&frame)
	_, _ = form.CreateFormFile("image", "picture")
	head := bytes.Clone(frame.Bytes())
	frame.Reset()
	_ = form.Close()
	tail := frame.Bytes()
	body := io.MultiReader(bytes.NewReader(head), bytes.NewReader(picture), bytes.NewReader(tail))
	return body, int64(len(head) + len(picture) + len(tail)), form.FormDataContentType()
}

func unavailable(err error) *Failure {
	var late interface{ Timeout() bool }
	if errors.As(err, &late) && late.Timeout() {
		return &Failure{http.StatusGatewayTimeout, Refusal{"model_late", "The model took too long"}, nil}
	}
	return &Failure{http.StatusBadGateway, Refusal{"model_unavailable", "The model does not answer"}, nil}
}
