// How many requests a node has under way at once.
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { beforeEach } from 'vitest';

/** For a test file: counts the requests of nodes, anew in each test. */
export function requestsUnderWay() {
	const fresh = () => ({ atStart: [] as number[], most: 0, fifth: () => {} });
	let seen = fresh();
	beforeEach(() => void (seen = fresh()));

	return {
		/** For each request, how many were under way when it began, itself included. */
		get atStart() {
			return seen.atStart;
		},
		get most() {
			return seen.most;
		},
		/** Resolves when five are under way. */
		five: async () => await new Promise<void>((resolve) => (seen.fifth = resolve)),
		/** The node, with each of its requests counted. */
		watched: (node: INodeType): INodeType =>
			Object.assign(Object.create(node) as INodeType, {
				description: node.description,
				async execute(this: IExecuteFunctions) {
					const { helpers } = this;
					let underWay = 0;
					const httpRequestWithAuthentication = async function (this: unknown, ...args: unknown[]) {
						seen.atStart.push(++underWay);
						seen.most = Math.max(seen.most, underWay);
						if (underWay === 5) seen.fifth();
						try {
							return (await Reflect.apply(
								helpers.httpRequestWithAuthentication,
								this,
								args,
							)) as unknown;
						} finally {
							underWay--;
						}
					};
					const run = Object.assign(Object.create(this) as IExecuteFunctions, {
						helpers: { ...helpers, httpRequestWithAuthentication },
					});
					return await node.execute!.call(run);
				},
			}),
	};
}
