import { gatewayOf } from "../../model/exposure_models.ts";
import { type WrittenExposure, writtenExposures } from "../exposures.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH065: two hosts whose Gateways would have one name. */
export const gatewayNameClash: ClusterRule = {
  code: "MESH065",
  name: "gateway-name-clash",
  severity: "error",
  over: "cluster",
  summary: "Two hosts differ only in dots and hyphens",
  reason: "The Gateway of a host is called like it with hyphens for dots; two hosts would make one object.",
  fix: "Choose another name for one of the hosts.",
  example: {
    wrong:
      `expose: [{ host: "api.shop.example" }],\n// services/shop.ts\nexpose: [{ host: "api-shop.example" }],`,
    right:
      `expose: [{ host: "api.shop.example" }],\n// services/shop.ts\nexpose: [{ host: "shop-api.example" }],`,
  },
  *check(view) {
    const firsts = new Map<string, WrittenExposure>();
    for (const exposure of writtenExposures(view)) {
      const gateway = gatewayOf(exposure.host);
      const first = firsts.get(gateway);
      if (first === undefined) firsts.set(gateway, exposure);
      else if (first.host !== exposure.host) {
        const text = `makes the Gateway ${
          JSON.stringify(gateway)
        }, as does ${first.host} of ${first.service.name}`;
        yield atService(exposure.service, ["expose", exposure.index, "host"], text, "choose another host");
      }
    }
  },
};
