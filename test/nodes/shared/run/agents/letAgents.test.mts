// Where the fields for AI agents are shown; what they do is tested for every operation: everyOperation.test.mts.
import { NodeHelpers } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';

it.each([
	[new ConcurIdentity(), ['upsert', 'deactivate', 'delete'], ['get', 'getAll']],
	[new ConcurProvisioning(), ['upsert', 'applyPlan', 'delete'], ['plan', 'getProfile']],
])(
	'shows the fields for AI agents only in the tool, and only where it writes',
	(node, writing, reading) => {
		const shownIn = (name: string, operation: string, letAgentsWrite = true) => {
			const description = { ...node.description, name };
			const values = { resource: 'user', operation, letAgentsWrite };
			return description.properties
				.filter((property) => ['letAgentsWrite', 'mostPeoplePerRun'].includes(property.name))
				.filter((property) =>
					NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
				)
				.map((property) => property.name);
		};
		const { name } = node.description;
		for (const operation of writing) {
			expect(shownIn(`${name}Tool`, operation)).toEqual(['letAgentsWrite', 'mostPeoplePerRun']);
			expect(shownIn(`${name}Tool`, operation, false)).toEqual(['letAgentsWrite']);
			expect(shownIn(name, operation)).toEqual([]);
		}
		for (const operation of reading) expect(shownIn(`${name}Tool`, operation)).toEqual([]);
	},
);
