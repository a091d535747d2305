/** Requests that a lab sends to itself. */
import { z } from "zod";
import { resources } from "./container.ts";
import { hostName, imageReference, urlPath } from "./scalars.ts";

/** Sends requests to the gateway at a steady pace, as people outside would. */
export const loadGenerator = z.strictObject({
  /** Its pace, whether or not answers come. Unit: requests per second. Default: 5. */
  requestsPerSecond: z.number({ error: "must be a number" }).gt(0, { error: "must be more than 0" })
    .lte(1000, { error: "must be at most 1000" }).optional(),
  /** The host that is asked for, as in `expose`. Default: the first that the gateway answers without TLS. */
  host: hostName.optional(),
  /** What is asked for. Default: `/`. */
  path: urlPath.optional(),
  /** Whether each request uploads a sample picture, as a form does: `POST`, part `image`. Default: false, a `GET`. */
  upload: z.boolean().optional(),
  /** Its image. Default: the one of `apps/load`. */
  image: imageReference.optional(),
  /** Requests and limits. Default: cpu 20m and memory 48Mi, at most 128Mi. */
  resources: resources.optional(),
});
