import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** What keeps a worker busy longest. The first starts programs and waits for them. */
const slow = [
	'test/nodes/ConcurEssTrigger/signature/newKeys.test.mts',
	'test/nodes/badInputs.test.mts',
	'test/nodes/secrets.test.mts',
	'test/nodes/everyOperation.test.mts',
	'test/nodes/hrExports/hrExports.test.mts',
	'test/nodes/shared/concur/oddResponses.test.mts',
	'test/simulator/samples.test.mts',
	'test/nodes/ConcurProvisioning/people/manyPeople.test.mts',
	'test/campaign/campaign.test.mts',
];

/** Starts the slow files first, the others as vitest would: what starts last must not keep one worker busy alone. */
export default class SlowFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isSlow = (file: TestSpecification) => rank(file) < slow.length;
		return [
			...sorted.filter(isSlow).sort((one, other) => rank(one) - rank(other)),
			...sorted.filter((file) => !isSlow(file)),
		];
	}
}

function rank({ moduleId }: TestSpecification): number {
	const index = slow.findIndex((path) => moduleId.endsWith(`/${path}`));
	return index < 0 ? slow.length : index;
}
