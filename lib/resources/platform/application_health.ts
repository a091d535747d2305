/** How Argo CD tells whether an Application is well, so that waves across Applications wait. */

/**
 * A Lua script for the key `resource.customizations.health.argoproj.io_Application`. Argo CD has had no such check of
 * its own since 1.8. It waits while what is known belongs to an older source than the one wanted, and, where syncing
 * is automatic, until the Application is synced: one whose objects don't exist yet can count as healthy for a moment.
 * An Application that owns itself is well at once, else it would wait for itself to be synced. Argo CD's Lua has no
 * `string` library.
 */
export const applicationHealth =
  `local health = { status = "Progressing", message = "Waiting for the first comparison" }
local name = obj.metadata.name
local owner = (obj.metadata.annotations or {})["argocd.argoproj.io/tracking-id"]
if owner == name .. ":argoproj.io/Application:" .. obj.metadata.namespace .. "/" .. name then
  return { status = "Healthy", message = "Keeps itself" }
end
if obj.status == nil or obj.status.health == nil or obj.status.health.status == nil then
  return health
end
local sync = obj.status.sync or {}
local compared = (sync.comparedTo or {}).source or {}
local wanted = obj.spec.source or {}
for _, field in ipairs({ "repoURL", "path", "chart", "targetRevision" }) do
  if compared[field] ~= wanted[field] then
    health.message = "Waiting for a comparison with the new source"
    return health
  end
end
local automated = obj.spec.syncPolicy ~= nil and obj.spec.syncPolicy.automated ~= nil
if automated and obj.status.health.status == "Healthy" and sync.status ~= "Synced" then
  health.message = "Waiting to be synced"
  return health
end
health.status = obj.status.health.status
health.message = obj.status.health.message or ""
return health
`;
