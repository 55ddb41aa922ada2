/** Whether the login is lost: the client knows, and the user has not logged in again. */
export class LoginLoss {
  isLost = false;
}
