/** What Argo CD itself is told: one file, `argocd/argocd.ts`. */
import { z } from "zod";
import { dnsLabel, duration } from "./scalars.ts";

/** A project that services belong to: a fence around what their Applications may touch. */
export const project = z.strictObject({
  /** One sentence for people. */
  description: z.string().optional(),
  /** Groups of the identity provider that may see and sync its Applications. Default: none. */
  groups: z.array(z.string().min(1)).optional(),
});

/** Argo CD: the pin, its settings, the projects and the root application. */
export const argocd = z.strictObject({
  /** The version to install, for example `v3.2.6`. */
  version: z.string().regex(/^v[0-9]+\.[0-9]+\.[0-9]+$/, { error: `must be a version such as "v3.2.6"` }),
  /** The repository with the install manifests. Default: `https://github.com/argoproj/argo-cd.git`. */
  repository: z.string().regex(/^https:\/\/\S+$/, { error: "must be an https URL" }).optional(),
  /** Its namespace. Default: `argocd`. */
  namespace: dnsLabel.optional(),
  /** Settings of Argo CD. */
  settings: z.strictObject({
    /** How often Git is asked for changes. Default: `120s`. Source: Argo CD. */
    reconciliationTimeout: duration.optional(),
    /** Whether the built-in admin account exists. Default: false outside labs. */
    adminEnabled: z.boolean().optional(),
    /** The address people use, for links and single sign-on. */
    url: z.string().regex(/^https?:\/\/\S+$/, { error: "must be a URL" }).optional(),
    /** Further entries of `argocd-cm`. */
    extra: z.record(z.string(), z.string()).optional(),
  }).optional(),
  /** The projects of services: name → what they are. There is always one called `services`. */
  projects: z.record(dnsLabel, project).optional(),
  /** The root application. */
  root: z.strictObject({
    /** Its name. Default: `root`. */
    name: dnsLabel.optional(),
  }).optional(),
});
