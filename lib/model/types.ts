/**
 * The model: service × cluster with every default applied. Plain frozen data; everything that is rendered is a
 * pure function of it. Durations are text as Istio writes them, quantities as Kubernetes writes them.
 *
 * @module
 */
export type { Frozen } from "./frozen.ts";
export type { CalleeModel, CallerModel, EgressModel, ExposureModel, PortModel } from "./network_types.ts";
export type {
  CanaryModel,
  RetriesModel,
  StepModel,
  TrafficModel,
  VersionDefinition,
  VersionModel,
  VersionName,
} from "./traffic_types.ts";
export type {
  ComponentModel,
  GrafanaModel,
  JaegerModel,
  ObservabilityModel,
  PrometheusModel,
  SloModel,
} from "./observability_types.ts";
export type {
  JobModel,
  PlacedService,
  PlaceField,
  ServiceDefinition,
  ServiceModel,
  SurroundingsModel,
} from "./service_types.ts";
export type {
  ArgoCDModel,
  CanaryDriverModel,
  ClusterModel,
  LoadGeneratorModel,
  Model,
  NamespaceModel,
  ProjectModel,
} from "./cluster_types.ts";
export type {
  AcceptanceInput,
  CallInput,
  CanaryInput,
  EgressInput,
  EnvironmentValueInput,
  ForcedRouteInput,
  LoadBalancerInput,
  MetricInput,
  PatchInput,
  ProbeInput,
  ResourcesInput,
  SecretSourceInput,
  ServiceInput,
  StringMatchInput,
  TrafficInput,
  VolumeInput,
} from "../catalogue/types.ts";
