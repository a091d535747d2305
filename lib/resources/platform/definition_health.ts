/** How Argo CD tells whether a CustomResourceDefinition is well, so that Istio's kinds don't hold up everything else. */

/**
 * A Lua script for the key `resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition`. The sync
 * itself waits for each definition until it is served. The comparison after it looks at copies of the definitions that
 * lag behind, and is the last for minutes: definitions carry no mark of their Application, so none hears that one has
 * changed. The check that Argo CD 3.2 has of its own calls those that are not served yet degraded (mended by
 * https://github.com/argoproj/argo-cd/pull/26126), and one that calls them progressing would hold up later waves as
 * long. Here one is well unless waiting won't help it: another has its names, or its schema is not structural.
 */
export const definitionHealth = `if obj.metadata.deletionTimestamp ~= nil then
  return { status = "Progressing", message = "Being deleted" }
end
local conditions = {}
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  conditions[condition.type] = condition
end
local function holds(type, status)
  return conditions[type] ~= nil and conditions[type].status == status
end
if holds("Terminating", "True") then
  return { status = "Progressing", message = "Being deleted" }
end
if holds("NamesAccepted", "False") then
  return { status = "Degraded", message = conditions.NamesAccepted.message or "The names are taken" }
end
if holds("NonStructuralSchema", "True") then
  return { status = "Degraded", message = conditions.NonStructuralSchema.message or "The schema is not structural" }
end
if holds("Established", "True") then
  return { status = "Healthy", message = "Served" }
end
return { status = "Healthy", message = "Served in a moment: the sync waits for it" }
`;
