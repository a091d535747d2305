/** Every rule, by code. A rule that is not listed here does not exist. */
import { argocdCredential } from "./argocd/argocd_credential.ts";
import { argocdSetting } from "./argocd/argocd_setting.ts";
import { projectNameClash } from "./argocd/project_name_clash.ts";
import { projectName } from "./argocd/project_name.ts";
import { unusedProject } from "./argocd/unused_project.ts";
import { callCycle } from "./calls/call_cycle.ts";
import { callFromOutsideMesh } from "./calls/call_from_outside_mesh.ts";
import { callGrpcMethod } from "./calls/call_grpc_method.ts";
import { callLimits } from "./calls/call_limits.ts";
import { callPath } from "./calls/call_path.ts";
import { callPort } from "./calls/call_port.ts";
import { callRepeated } from "./calls/call_repeated.ts";
import { calleeDisabled } from "./calls/callee_disabled.ts";
import { calleeWithoutPorts } from "./calls/callee_without_ports.ts";
import { mirrorService } from "./calls/mirror_service.ts";
import { selfCall } from "./calls/self_call.ts";
import { unknownCallee } from "./calls/unknown_callee.ts";
import { canaryAffinityCookie } from "./canary/canary_affinity_cookie.ts";
import { canaryDiffers } from "./canary/canary_differs.ts";
import { canaryHeaderName } from "./canary/canary_header_name.ts";
import { canaryKind } from "./canary/canary_kind.ts";
import { canaryLatency } from "./canary/canary_latency.ts";
import { canaryMetricBounds } from "./canary/canary_metric_bounds.ts";
import { canaryMirror } from "./canary/canary_mirror.ts";
import { canaryOutsideMesh } from "./canary/canary_outside_mesh.ts";
import { canaryPartial } from "./canary/canary_partial.ts";
import { canaryPause } from "./canary/canary_pause.ts";
import { canaryProtocol } from "./canary/canary_protocol.ts";
import { canaryQuery } from "./canary/canary_query.ts";
import { canaryRouteCondition } from "./canary/canary_route_condition.ts";
import { canaryRouteCookies } from "./canary/canary_route_cookies.ts";
import { canaryRoutePath } from "./canary/canary_route_path.ts";
import { canaryRouteRepeated } from "./canary/canary_route_repeated.ts";
import { canaryStep } from "./canary/canary_step.ts";
import { canarySteps } from "./canary/canary_steps.ts";
import { regexSyntax } from "./canary/regex_syntax.ts";
import { applicationNameClash } from "./clusters/application_name_clash.ts";
import { clusterAfter } from "./clusters/cluster_after.ts";
import { clusterAfterCycle } from "./clusters/cluster_after_cycle.ts";
import { clusterFileName } from "./clusters/cluster_file_name.ts";
import { clusterPort } from "./clusters/cluster_port.ts";
import { differenceWithoutEffect } from "./clusters/difference_without_effect.ts";
import { gatewayType } from "./clusters/gateway_type.ts";
import { hubDestination } from "./clusters/hub_destination.ts";
import { idleCanaryDriver } from "./clusters/idle_canary_driver.ts";
import { kindOfHub } from "./clusters/kind_of_hub.ts";
import { kindOutsideLab } from "./clusters/kind_outside_lab.ts";
import { loadGeneratorHost } from "./clusters/load_generator_host.ts";
import { loadGeneratorOutsideLab } from "./clusters/load_generator_outside_lab.ts";
import { mixedNamespace } from "./clusters/mixed_namespace.ts";
import { nodePort } from "./clusters/node_port.ts";
import { replicasDefault } from "./clusters/replicas_default.ts";
import { repositoryCredential } from "./clusters/repository_credential.ts";
import { syncWindow } from "./clusters/sync_window.ts";
import { uniqueClusterName } from "./clusters/unique_cluster_name.ts";
import { unknownClusterService } from "./clusters/unknown_cluster_service.ts";
import { configFilePath } from "./container/config_file_path.ts";
import { configKey } from "./container/config_key.ts";
import { digestRequired } from "./container/digest_required.ts";
import { envDefinedTwice } from "./container/env_defined_twice.ts";
import { envField } from "./container/env_field.ts";
import { exclusiveClaim } from "./container/exclusive_claim.ts";
import { floatingImageTag } from "./container/floating_image_tag.ts";
import { reservedAnnotation } from "./container/reserved_annotation.ts";
import { reservedLabel } from "./container/reserved_label.ts";
import { resourceLimits } from "./container/resource_limits.ts";
import { resourceSize } from "./container/resource_size.ts";
import { runAsUser } from "./container/run_as_user.ts";
import { volumeMount } from "./container/volume_mount.ts";
import { volumeName } from "./container/volume_name.ts";
import { volumeSubPath } from "./container/volume_sub_path.ts";
import { egressNetworks } from "./egress/egress_networks.ts";
import { egressInternal } from "./egress/egress_internal.ts";
import { egressOutsideMesh } from "./egress/egress_outside_mesh.ts";
import { egressProtocol } from "./egress/egress_protocol.ts";
import { egressRepeated } from "./egress/egress_repeated.ts";
import { egressSharedHost } from "./egress/egress_shared_host.ts";
import { egressWildcard } from "./egress/egress_wildcard.ts";
import { networkAddress } from "./egress/network_address.ts";
import { exposeHost } from "./exposure/expose_host.ts";
import { exposePlain } from "./exposure/expose_plain.ts";
import { exposePort } from "./exposure/expose_port.ts";
import { exposeProtocol } from "./exposure/expose_protocol.ts";
import { exposeTlsConflict } from "./exposure/expose_tls_conflict.ts";
import { gatewayNameClash } from "./exposure/gateway_name_clash.ts";
import { hostPathCollision } from "./exposure/host_path_collision.ts";
import { jobField } from "./jobs/job_field.ts";
import { jobOfDeployment } from "./jobs/job_of_deployment.ts";
import { jobSchedule } from "./jobs/job_schedule.ts";
import { scheduleSyntax } from "./jobs/schedule_syntax.ts";
import { withoutPorts } from "./jobs/without_ports.ts";
import { nameLength } from "./names/name_length.ts";
import { objectNameClash } from "./names/object_name_clash.ts";
import { reservedNamespace } from "./names/reserved_namespace.ts";
import { serviceFileName } from "./names/service_file_name.ts";
import { serviceNameClash } from "./names/service_name_clash.ts";
import { uniqueServiceName } from "./names/unique_service_name.ts";
import { unknownProject } from "./names/unknown_project.ts";
import { portRange } from "./ports/port_range.ts";
import { portReserved } from "./ports/port_reserved.ts";
import { portUnique } from "./ports/port_unique.ts";
import { probePort } from "./ports/probe_port.ts";
import { probeProtocol } from "./ports/probe_protocol.ts";
import { probeSuccessThreshold } from "./ports/probe_success_threshold.ts";
import { probeTiming } from "./ports/probe_timing.ts";
import { objectClash } from "./raw/object_clash.ts";
import { objectClusterScoped } from "./raw/object_cluster_scoped.ts";
import { objectCredential } from "./raw/object_credential.ts";
import { objectNamespace } from "./raw/object_namespace.ts";
import { objectShape } from "./raw/object_shape.ts";
import { patchIdentity } from "./raw/patch_identity.ts";
import { patchOperation } from "./raw/patch_operation.ts";
import { patchTarget } from "./raw/patch_target.ts";
import { autoscalingBounds } from "./scaling/autoscaling_bounds.ts";
import { autoscalingRequests } from "./scaling/autoscaling_requests.ts";
import { disruptionBlocks } from "./scaling/disruption_blocks.ts";
import { disruptionNever } from "./scaling/disruption_never.ts";
import { replicasAndAutoscaling } from "./scaling/replicas_and_autoscaling.ts";
import { replicasFloor } from "./scaling/replicas_floor.ts";
import { spreadRepeated } from "./scaling/spread_repeated.ts";
import { toleration } from "./scaling/toleration.ts";
import { credentialInClear } from "./secrets/credential_in_clear.ts";
import { generatedSecretOutsideLab } from "./secrets/generated_secret_outside_lab.ts";
import { secretOwnedTwice } from "./secrets/secret_owned_twice.ts";
import { unknownSecret } from "./secrets/unknown_secret.ts";
import { unknownSecretKey } from "./secrets/unknown_secret_key.ts";
import { unusedSecret } from "./secrets/unused_secret.ts";
import { calleeRetriesTime } from "./traffic/callee_retries_time.ts";
import { calleeTimeout } from "./traffic/callee_timeout.ts";
import { connectTimeout } from "./traffic/connect_timeout.ts";
import { corsCredentials } from "./traffic/cors_credentials.ts";
import { corsOrigin } from "./traffic/cors_origin.ts";
import { durationRange } from "./traffic/duration_range.ts";
import { faultEmpty } from "./traffic/fault_empty.ts";
import { faultOutsideLab } from "./traffic/fault_outside_lab.ts";
import { outlierFewPods } from "./traffic/outlier_few_pods.ts";
import { outlierOff } from "./traffic/outlier_off.ts";
import { outlierSolePod } from "./traffic/outlier_sole_pod.ts";
import { retriesIdempotent } from "./traffic/retries_idempotent.ts";
import { retriesTime } from "./traffic/retries_time.ts";
import { retryBudget } from "./traffic/retry_budget.ts";
import { shareOfNone } from "./traffic/share_of_none.ts";
import { sloWithoutRequests } from "./traffic/slo_without_requests.ts";
import { trafficProtocol } from "./traffic/traffic_protocol.ts";
import type { AnyRule } from "./rule.ts";

/** The rules in the order of their codes; the codes are never reused and never renumbered. */
export const rules: readonly AnyRule[] = [
  uniqueServiceName,
  serviceFileName,
  nameLength,
  reservedNamespace,
  serviceNameClash,
  unknownProject,
  objectNameClash,
  canaryKind,
  canaryStep,
  canarySteps,
  canaryDiffers,
  canaryRouteCondition,
  canaryHeaderName,
  regexSyntax,
  canaryProtocol,
  canaryOutsideMesh,
  canaryRouteRepeated,
  canaryMetricBounds,
  canaryPause,
  canaryLatency,
  canaryAffinityCookie,
  canaryQuery,
  canaryRouteCookies,
  canaryRoutePath,
  canaryMirror,
  canaryPartial,
  portRange,
  portUnique,
  portReserved,
  probePort,
  probeSuccessThreshold,
  probeProtocol,
  probeTiming,
  unknownCallee,
  callCycle,
  selfCall,
  calleeDisabled,
  callPort,
  calleeWithoutPorts,
  callRepeated,
  callLimits,
  callFromOutsideMesh,
  callPath,
  callGrpcMethod,
  mirrorService,
  hostPathCollision,
  exposePort,
  exposeProtocol,
  exposeHost,
  exposeTlsConflict,
  gatewayNameClash,
  exposePlain,
  egressWildcard,
  egressInternal,
  egressRepeated,
  egressOutsideMesh,
  egressProtocol,
  egressSharedHost,
  networkAddress,
  egressNetworks,
  trafficProtocol,
  retriesIdempotent,
  retriesTime,
  calleeRetriesTime,
  calleeTimeout,
  retryBudget,
  faultOutsideLab,
  faultEmpty,
  outlierOff,
  outlierFewPods,
  outlierSolePod,
  connectTimeout,
  corsOrigin,
  corsCredentials,
  durationRange,
  shareOfNone,
  sloWithoutRequests,
  floatingImageTag,
  digestRequired,
  envDefinedTwice,
  configKey,
  resourceLimits,
  resourceSize,
  runAsUser,
  envField,
  reservedLabel,
  reservedAnnotation,
  volumeMount,
  volumeName,
  exclusiveClaim,
  configFilePath,
  volumeSubPath,
  credentialInClear,
  unknownSecret,
  unusedSecret,
  unknownSecretKey,
  generatedSecretOutsideLab,
  secretOwnedTwice,
  replicasAndAutoscaling,
  autoscalingBounds,
  autoscalingRequests,
  replicasFloor,
  disruptionBlocks,
  disruptionNever,
  toleration,
  spreadRepeated,
  jobField,
  jobSchedule,
  jobOfDeployment,
  scheduleSyntax,
  withoutPorts,
  uniqueClusterName,
  clusterFileName,
  unknownClusterService,
  clusterAfter,
  clusterAfterCycle,
  kindOutsideLab,
  kindOfHub,
  clusterPort,
  nodePort,
  gatewayType,
  hubDestination,
  applicationNameClash,
  differenceWithoutEffect,
  syncWindow,
  mixedNamespace,
  repositoryCredential,
  replicasDefault,
  loadGeneratorOutsideLab,
  loadGeneratorHost,
  idleCanaryDriver,
  objectShape,
  objectNamespace,
  objectClusterScoped,
  objectClash,
  objectCredential,
  patchTarget,
  patchOperation,
  patchIdentity,
  projectName,
  argocdCredential,
  unusedProject,
  argocdSetting,
  projectNameClash,
];
