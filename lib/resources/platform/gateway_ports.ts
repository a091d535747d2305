/** The ports that the gateway's pods listen on. */

/** Above 1024, so that the process needs no privilege; its Service leads ports 80 and 443 to them. Unit: port number. */
export const gatewayPodPorts = { http: 8080, https: 8443, status: 15021 } as const;
