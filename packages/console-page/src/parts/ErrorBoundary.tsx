import { Component, type ReactNode } from "react";
import { bugs } from "../../package.json";
import { Button } from "./Button.js";
import { EmptyState } from "./EmptyState.js";

interface ErrorBoundaryProps {
  /** What the children show, such as the name of a view. A failure lasts until this changes. */
  readonly shows: unknown;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly shows: unknown;
  readonly failure: { readonly error: unknown } | undefined;
}

/** Keeps an error in a part of the page from taking the rest with it, and says in its place what to do. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { shows: this.props.shows, failure: undefined };

  static getDerivedStateFromError(error: unknown): Pick<ErrorBoundaryState, "failure"> {
    return { failure: { error } };
  }

  static getDerivedStateFromProps({ shows }: ErrorBoundaryProps, state: ErrorBoundaryState): ErrorBoundaryState | null {
    return shows === state.shows ? null : { shows, failure: undefined };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure ? <Failure error={failure.error} /> : this.props.children;
  }
}

function Failure({ error }: { readonly error: unknown }) {
  return (
    <EmptyState icon="error" title="This part of the page has failed">
      <p role="alert">
        <code>{String(error)}</code>
      </p>
      <p>
        The error is in the page, and your integration keeps running. If reloading the page does not help,{" "}
        <a href={bugs.url} target="_blank" rel="noreferrer">
          report this error
        </a>{" "}
        with what you did, and with a saved session if you can.
      </p>
      <Button icon="refresh" onClick={() => location.reload()}>
        Reload page
      </Button>
    </EmptyState>
  );
}
