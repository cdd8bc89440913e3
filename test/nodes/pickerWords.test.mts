// How n8n's list of nodes finds ours: by their names and the words beside them, and only if the file of words is complete.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { projectFolder } from '../../scripts/package-tarball.mts';
import { searchWords } from '../searchWords.mts';

const types = [
	new ConcurIdentity(),
	new ConcurProvisioning(),
	new ConcurProvisioningStatus(),
	new ConcurEssTrigger(),
];

interface WordFile {
	node: string;
	alias: string[];
	resources: Record<'primaryDocumentation' | 'credentialDocumentation', Array<{ url: string }>>;
}

const wordFileOf = async (className: string) => {
	const path = `${projectFolder}/nodes/${className}/${className}.node.json`;
	return JSON.parse(await readFile(path, 'utf8')) as WordFile;
};

describe('the words beside the nodes', () => {
	it.each(searchWords)('find the nodes for "%s"', async (word, wanted) => {
		const found: string[] = [];
		for (const { constructor, description } of types) {
			const { alias } = await wordFileOf(constructor.name);
			const words = [description.displayName, ...alias].map((text) => text.toLowerCase());
			if (words.some((text) => text.includes(word.toLowerCase()))) {
				found.push(description.displayName);
			}
		}
		expect(found).toEqual(expect.arrayContaining(wanted));
	});

	it.each(types)('belong to a node, and name its page, or n8n ignores them', async (type) => {
		const { node, alias, resources } = await wordFileOf(type.constructor.name);
		expect(node).toBe(`n8n-nodes-sap-concur.${type.description.name}`);
		expect(new Set(alias).size).toBe(alias.length);
		const pages = [...resources.primaryDocumentation, ...resources.credentialDocumentation];
		expect(pages).toHaveLength(2);
		for (const { url } of pages) {
			expect(url).toMatch(/^https:\/\/github\.com\/n8n-nodes-sap-concur\/.+\/docs\/.+\.md$/);
		}
	});
});
