/** Why a container cannot be started, as its waiting state says it; the agent tries again later. */
export class ContainerProblem extends Error {
  override readonly name = "ContainerProblem";

  /**
   * @param reason the reason of the waiting state, such as `CreateContainerConfigError`.
   * @param message what a person can act on.
   */
  constructor(
    readonly reason:
      | "CreateContainerConfigError"
      | "ErrImagePull"
      | "FailedMount"
      | "FailedCreatePodSandBox"
      | "RunContainerError",
    message: string,
  ) {
    super(message);
  }
}
