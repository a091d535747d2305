// Package server answers requests.
package server

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/3rvision/platform/apps/backend/internal/advice"
	"github.com/3rvision/platform/apps/backend/internal/fault"
	"github.com/3rvision/platform/apps/backend/internal/settings"
	"github.com/3rvision/platform/apps/backend/internal/trace"
	"github.com/3rvision/platform/apps/backend/internal/vision"
)

// envelope is what a multipart body may have besides the picture.
const envelope = 64 << 10

// atOnce is how many pictures are held at the same time: it bounds the memory.
const atOnce = 8

var kinds = []string{"image/jpeg", "image/png", "image/webp"}

var health = []string{"/healthz", "/readyz", "/metrics"}

// Answer is what an analysis says.
type Answer struct {
	Category     string         `json:"category"`
	Confidence   float64        `json:"confidence"`
	Advice       advice.Advice  `json:"advice"`
	Alternatives []vision.Guess `json:"alternatives,omitempty"`
	Path         []settings.Hop `json:"path"`
	RequestID    string         `json:"requestId"`
	TraceID      string         `json:"traceId"`
}

// Server is the state that requests share.
type Server struct {
	settings settings.Settings
	model    *vision.Client
	log      *slog.Logger
	slots    chan struct{}
	leaving  atomic.Bool
	seconds  *prometheus.HistogramVec
	answers  *prometheus.CounterVec
	registry *prometheus.Registry
}

// New makes a server.
func New(config settings.Settings, log *slog.Logger) *Server {
	server := &Server{
		settings: config,
		model:    vision.New(config.ModelURL),
		log:      log,
		slots:    make(chan struct{}, atOnce),
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "backend_request_duration_seconds",
			Help:    "How long requests took to answer.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route", "status"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "backend_analyses_total",
			Help: "Pictures by what was seen on them, or why there is no answer.",
		}, []string{"result"}),
	}
	server.registry.MustRegister(server.seconds, server.answers,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return server
}

// Leave makes the server say that it is not ready: it is about to stop.
func (server *Server) Leave() { server.leaving.Store(true) }

// Handler answers all requests.
func (server *Server) Handler() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	_ = engine.SetTrustedProxies(nil)
	engine.Use(server.observe, gin.CustomRecoveryWithWriter(io.Discard, server.panicked), server.fault)
	engine.GET("/healthz", server.healthy)
	engine.GET("/readyz", server.ready)
	engine.GET("/metrics", gin.WrapH(promhttp.HandlerFor(server.registry, promhttp.HandlerOpts{})))
	engine.GET("/settings", server.shown)
	engine.POST("/analyze", server.analyze)
	engine.NoRoute(func(c *gin.Context) { server.fail(c, http.StatusNotFound, "not_found", "There is nothing here", nil) })
	engine.NoMethod(func(c *gin.Context) {
		server.fail(c, http.StatusMethodNotAllowed, "method_not_allowed", "Not with this method", nil)
	})
	return engine
}

func (server *Server) observe(c *gin.Context) {
	begin := time.Now()
	c.Header("cache-control", "no-store")
	c.Next()
	route, status, took := c.FullPath(), c.Writer.Status(), time.Since(begin)
	server.seconds.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
	level := slog.LevelInfo
	if slices.Contains(health, route) {
		level = slog.LevelDebug
	}
	server.log.LogAttrs(c, level, "request",
		slog.String("method", c.Request.Method), slog.String("path", c.Request.URL.Path), slog.Int("status", status),
		slog.Float64("duration_ms", float64(took.Microseconds())/1000),
		slog.String("trace_id", trace.ID(c.Request.Header)),
		slog.String("request_id", c.GetHeader("x-request-id")))
}

func (server *Server) panicked(c *gin.Context, reason any) {
	server.log.ErrorContext(c, "unexpected", "reason", fmt.Sprint(reason), "trace_id", trace.ID(c.Request.Header))
	server.fail(c, http.StatusInternalServerError, "internal", "Something went wrong here", nil)
	c.Abort()
}

func (server *Server) fault(c *gin.Context) {
	if slices.Contains(health, c.FullPath()) {
		return
	}
	due, hop := server.settings.Fault, server.settings.Hop
	if server.settings.FaultsByHeader {
		if asked := fault.Asked(c.GetHeader("x-fault"), hop.Service, hop.Version, hop.Pod); asked.Rate > 0 {
			due = asked
		}
	}
	if status := due.Apply(c.Request.Context()); status != 0 {
		server.fail(c, status, "fault", "Fails on purpose: FAULT_STATUS is set, or x-fault asks for it", nil)
		c.Abort()
	}
}

func (server *Server) healthy(c *gin.Context) { c.JSON(http.StatusOK, server.settings.Hop) }

func (server *Server) ready(c *gin.Context) {
	if server.leaving.Load() {
		server.fail(c, http.StatusServiceUnavailable, "leaving", "About to stop", nil)
		return
	}
	c.JSON(http.StatusOK, server.settings.Hop)
}

// shown tells an operator with the token what is set.
func (server *Server) shown(c *gin.Context) {
	token := server.settings.Token
	if token == "" {
		server.fail(c, http.StatusNotFound, "not_found", "There is nothing here", nil)
		return
	}
	if subtle.ConstantTimeCompare([]byte(c.GetHeader("authorization")), []byte("Bearer "+token)) != 1 {
		c.Header("www-authenticate", "Bearer")
		server.fail(c, http.StatusUnauthorized, "no_token", "Only with the token", nil)
		return
	}
	fault := server.settings.Fault
	c.JSON(http.StatusOK, gin.H{
		"path":           []settings.Hop{server.settings.Hop},
		"model":          server.settings.ModelURL,
		"maxUploadBytes": server.settings.MaxUploadBytes,
		"fault":          gin.H{"status": fault.Status, "delay": fault.Delay.String(), "rate": fault.Rate},
	})
}

func (server *Server) analyze(c *gin.Context) {
	select {
	case server.slots <- struct{}{}:
		defer func() { <-server.slots }()
	case <-c.Request.Context().Done():
		server.fail(c, http.StatusServiceUnavailable, "busy", "Too many pictures at once", nil)
		return
	}
	picture, refused := server.picture(c)
	if refused != nil {
		server.failed(c, refused)
		return
	}
	seen, err := server.model.Analyze(c.Request.Context(), picture, c.Request.Header)
	if err != nil {
		var failure *vision.Failure
		if !errors.As(err, &failure) {
			failure = &vision.Failure{Status: http.StatusBadGateway, Refusal: vision.Refusal{Code: "model_unavailable"}}
		}
		server.failed(c, failure)
		return
	}
	category, advised := advice.For(seen.Category, seen.Confidence, tellsImpact(server.settings.Hop.Release))
	server.answers.WithLabelValues(category).Inc()
	c.JSON(http.StatusOK, Answer{
		Category:     category,
		Confidence:   seen.Confidence,
		Advice:       advised,
		Alternatives: seen.Alternatives,
		Path:         server.path(seen.Path),
		RequestID:    c.GetHeader("x-request-id"),
		TraceID:      trace.ID(c.Request.Header),
	})
}

// picture reads the part "image" of the body and refuses what cannot be a picture.
func (server *Server) picture(c *gin.Context) ([]byte, *vision.Failure) {
	limit := server.settings.MaxUploadBytes
	tooLarge := refusal(http.StatusRequestEntityTooLarge, "too_large", fmt.Sprintf("The picture has more than %d bytes", limit))
	if c.Request.ContentLength > limit+envelope {
		return nil, tooLarge
	}
	missing := refusal(http.StatusBadRequest, "no_picture", `There is no picture in the field "image"`)
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit+envelope)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return nil, missing
	}
	for {
		part, err := parts.NextPart()
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return nil, tooLarge
		}
		if err != nil {
			return nil, missing
		}
		if part.FormName() != "image" || part.FileName() == "" {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, limit+1))
		switch _, large := errors.AsType[*http.MaxBytesError](err); {
		case large || int64(len(content)) > limit:
			return nil, tooLarge
		case err != nil:
			return nil, refusal(http.StatusBadRequest, "cut_off", "The picture did not arrive as a whole")
		case len(content) == 0:
			return nil, refusal(http.StatusBadRequest, "no_picture", "The picture is empty")
		case !slices.Contains(kinds, http.DetectContentType(content)):
			return nil, refusal(http.StatusUnsupportedMediaType, "not_a_picture", "This is not a JPEG, PNG or WebP picture")
		}
		return content, nil
	}
}

func refusal(status int, code, message string) *vision.Failure {
	return &vision.Failure{Status: status, Refusal: vision.Refusal{Code: code, Message: message}}
}

func (server *Server) failed(c *gin.Context, failure *vision.Failure) {
	server.answers.WithLabelValues(failure.Refusal.Code).Inc()
	server.fail(c, failure.Status, failure.Refusal.Code, failure.Refusal.Message, failure.Path)
}

func (server *Server) fail(c *gin.Context, status int, code, message string, path []settings.Hop) {
	c.JSON(status, gin.H{
		"error":     vision.Refusal{Code: code, Message: message},
		"path":      server.path(path),
		"requestId": c.GetHeader("x-request-id"),
		"traceId":   trace.ID(c.Request.Header),
	})
}

// path is this tier and those that it asked.
func (server *Server) path(further []settings.Hop) []settings.Hop {
	return append([]settings.Hop{server.settings.Hop}, further...)
}

var numbers = regexp.MustCompile(`^(\d+)\.(\d+)`)

// tellsImpact: since release 1.1.0 advice says why it matters.
func tellsImpact(release string) bool {
	match := numbers.FindStringSubmatch(release)
	if match == nil {
		return false
	}
	major, _ := strconv.Atoi(match[1])
	minor, _ := strconv.Atoi(match[2])
	return major > 1 || major == 1 && minor >= 1
}
