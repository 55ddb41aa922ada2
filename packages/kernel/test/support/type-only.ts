import { Service } from "@galaxy-kit/sdk";

@Service()
export class TypeOnly {
  readonly exists = true;
}
