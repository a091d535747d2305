import { connect } from "node:http2";

/** HealthCheckResponse.ServingStatus.SERVING of grpc.health.v1. */
const SERVING = 1;

/**
 * Asks a server for its health by the gRPC health checking protocol, without TLS.
 *
 * @param service the service asked about; the server as a whole by default.
 * @throws {Error} unless the server answers that it serves.
 */
export function checkGrpcHealth(
  address: string,
  port: number,
  service: string,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${address}:${port}`);
    const finish = (problem?: string) => {
      session.destroy();
      if (problem === undefined) resolve();
      else reject(new Error(problem));
    };
    session.on("error", (error) => finish(error.message));
    signal.addEventListener("abort", () => finish("no answer in time"), { once: true });
    const stream = session.request({
      ":method": "POST",
      ":path": "/grpc.health.v1.Health/Check",
      "content-type": "application/grpc",
      "te": "trailers",
      "user-agent": "kube-probe/1.35",
    });
    const chunks: Uint8Array[] = [];
    let status = "";
    stream.on("response", (headers) => status = String(headers["grpc-status"] ?? status));
    stream.on("trailers", (headers) => status = String(headers["grpc-status"] ?? status));
    stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    stream.on("error", (error) => finish(error.message));
    stream.on("end", () => {
      if (status !== "" && status !== "0") return finish(`the server answered with gRPC status ${status}`);
      const serving = servingStatus(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
      finish(serving === SERVING ? undefined : `the server's health is ${serving}, not ${SERVING} (SERVING)`);
    });
    stream.end(request(service));
  });
}

/** The message HealthCheckRequest with its gRPC frame: field 1 is the service's name. */
function request(service: string): Uint8Array {
  const name = new TextEncoder().encode(service);
  const message = name.length === 0 ? [] : [0x0a, name.length, ...name];
  return Uint8Array.from([0, 0, 0, 0, message.length, ...message]);
}

/** Field 1 of the message HealthCheckResponse within its gRPC frame; 0, its default, if it is not there. */
function servingStatus(frame: Uint8Array): number {
  return frame[5] === 0x08 ? frame[6] ?? 0 : 0;
}
