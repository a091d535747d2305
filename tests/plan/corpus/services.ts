/** Services that come and go, and what they need of each other. */
import { add, remove, set, unset } from "./edits.ts";
import type { Transition } from "./transition.ts";

const thumbnails = add("thumbnails", {
  image: "ghcr.io/3rvision/thumbnails:1.0.0",
  ports: [{ name: "http", port: 8081 }],
  probes: { readiness: { http: { path: "/readyz" } } },
});

const calls = (...list: readonly unknown[]) => list;
const backendCall = { service: "backend", methods: ["GET", "POST"] };

export const services: readonly Transition[] = [
  {
    name: "a service comes that nobody calls",
    change: [thumbnails],
    expected: [],
    says: /^thumbnails is new$/,
  },
  {
    name: "a process gave up its call before, and now the declaration and the policy go",
    before: [set("backend", "config.ML_URL", "")],
    change: [unset("backend", "calls")],
    expected: [],
  },
  {
    name: "a declaration and its policy go while the process is still told whom to call",
    change: [unset("backend", "calls")],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a service is called that is there already",
    before: [thumbnails],
    change: [set("frontend", "calls", calls(backendCall, "thumbnails"))],
    expected: ["requests-fail"],
    split: ["only thumbnails", "only frontend"],
  },
  {
    name: "a service comes together with its caller's first call",
    change: [thumbnails, set("frontend", "calls", calls(backendCall, "thumbnails"))],
    expected: ["requests-fail"],
  },
  {
    name: "a service goes that nobody calls",
    before: [thumbnails],
    change: [remove("thumbnails")],
    expected: ["namespace-lost"],
  },
  {
    name: "a service goes together with its caller's last call",
    change: [unset("backend", "calls"), set("backend", "config.ML_URL", ""), remove("ml")],
    expected: ["namespace-lost", "requests-fail"],
  },
  {
    name: "a caller gives up its call, and the policy is tightened in the same commit",
    change: [unset("backend", "calls"), set("backend", "config.ML_URL", "")],
    expected: ["requests-fail"],
    split: ["only the pods and their configuration", "everything else"],
  },
  {
    name: "a caller may do more than before",
    change: [set("frontend", "calls", calls({ service: "backend", methods: ["GET", "POST", "DELETE"] }))],
    expected: [],
  },
  {
    name: "a caller may do less than before",
    change: [set("frontend", "calls", calls({ service: "backend", methods: ["GET"] }))],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a service's port gets another number under its callers",
    change: [set("backend", "ports.0.port", 9090), set("backend", "ports.0.containerPort", 8080)],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a service's port gets another number, and its caller follows in the same commit",
    change: [
      set("backend", "ports.0.port", 9090),
      set("backend", "ports.0.containerPort", 8080),
      set("frontend", "config.BACKEND_URL", "http://backend-service.backend.svc.cluster.local:9090"),
    ],
    expected: ["requests-fail"],
  },
  {
    name: "a service gets a second port",
    change: [set("backend", "ports.1", { name: "admin", port: 8081 })],
    expected: [],
  },
  {
    name: "a service gets another name under its callers",
    change: [set("backend", "serviceName", "backend-api")],
    expected: ["requests-fail", "requests-lost"],
  },
  {
    name: "a service moves to another namespace",
    change: [set("ml", "namespace", "models")],
    expected: ["namespace-lost", "requests-fail", "requests-lost"],
  },
  {
    name: "a process listens on another port of its pod",
    change: [set("backend", "ports.0.containerPort", 8088)],
    expected: ["requests-fail"],
  },
  {
    name: "a host at the gateway gets another name",
    change: [set("frontend", "expose.0.host", "pages")],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a second host is exposed",
    change: [set("frontend", "expose.1", { host: "pages" })],
    expected: [],
  },
  {
    name: "a service isn't exposed any more",
    change: [unset("frontend", "expose")],
    expected: ["requests-lost"],
  },
];
