/** Sends one request on a connection of its own, and says how it ended. */
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import type { Request } from "../../../../lib/walk/request.ts";
import { pods } from "./world.ts";

const patience = 10_000;

const byAddress = new Map(pods.map((pod) => [pod.address, pod]));

/** The Deployment whose pod has an address, with its namespace. */
const workloadAt = (address: string) => {
  const pod = byAddress.get(address);
  return `${pod?.app}/${pod?.app}-${pod?.version}`;
};

/** What a process that is reached over HTTP sees: its path, the headers that routes change, and the client's identity. */
export function seen(
  workload: string,
  path: string,
  headers: Readonly<Record<string, unknown>>,
  identity: string,
): string {
  return `${workload} ${path} x-set=${headers["x-set"] ?? ""} x-b=${
    headers["x-b"] ?? "none"
  } from ${identity}`;
}

/** The identity that a server's proxy says its client has; proxies leave this header to nobody else. */
function identityIn(headers: Readonly<Record<string, unknown>>): string {
  const last = String(headers["x-forwarded-client-cert"] ?? "").split(",").at(-1)!;
  return /URI=spiffe:\/\/cluster\.local\/([^;,]+)/.exec(last)?.[1] ?? "nobody";
}

/** Asks over HTTP: `503`, `refused`, `timeout`, or what {@linkcode seen} says. */
export function askHttp(address: string, port: number, asked: Request): Promise<string> {
  return new Promise((resolve) => {
    const sent = httpRequest({
      agent: false,
      host: address,
      port,
      method: asked.method,
      path: asked.path,
      headers: { ...asked.headers, host: asked.host, "content-length": "0", connection: "close" },
    }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => body += chunk);
      response.on("error", () => resolve("refused"));
      response.on("end", () => {
        if (response.headers["x-echo"] === undefined) return resolve(String(response.statusCode));
        const echo = JSON.parse(body) as {
          address: string;
          path: string;
          headers: Readonly<Record<string, string>>;
        };
        resolve(seen(workloadAt(echo.address), echo.path, echo.headers, identityIn(echo.headers)));
      });
    });
    sent.setTimeout(patience, () => {
      resolve("timeout");
      sent.destroy();
    });
    sent.on("error", () => resolve("refused"));
    sent.end();
  });
}

/** Asks over TCP: `refused`, `timeout`, or `<namespace>/<workload> over TCP`. */
export function askTcp(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, address, () => socket.write("hello\n"));
    socket.setEncoding("utf8");
    socket.setTimeout(patience, () => {
      resolve("timeout");
      socket.destroy();
    });
    socket.on("data", (chunk: string) => answer += chunk);
    socket.on("error", () => resolve("refused"));
    socket.on("close", () => {
      if (answer === "") return resolve("refused");
      const echo = JSON.parse(answer) as { readonly address: string };
      resolve(`${workloadAt(echo.address)} over TCP`);
    });
  });
}
