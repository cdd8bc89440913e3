// n8n's rules for community packages as its package scanner applies them, in both versions that n8n has of them: that of
// the scanner, and that of `n8n-node lint`. Warnings count.
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
// @ts-expect-error The scanner comes without types.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint, type Linter } from 'eslint';
import mapKeys from 'lodash/mapKeys.js';
import { relative } from 'node:path';

export const sourcePatterns: string[] = scanner.SOURCE_FILE_PATTERNS;
export const tarballPatterns = ['**/*.js', 'package.json'];

/** The rules of the newer version stand beside the older ones, so that each file is read once. */
const newer = 'n8n-node lint';

async function rules(): Promise<Linter.Config[]> {
	const { rules: ofLint } = n8nCommunityNodesPlugin.configs.recommended as Linter.Config;
	return [
		...((await scanner.buildScanConfig()) as Linter.Config[]),
		{
			plugins: { [newer]: n8nCommunityNodesPlugin as never },
			rules: mapKeys(ofLint, (_, name) => `${newer}/${name.slice(name.lastIndexOf('/') + 1)}`),
		},
	];
}

const linter = async (folder: string) =>
	new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await rules(),
	});

const told = (folder: string, results: ESLint.LintResult[]): string[] =>
	results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ ruleId, line, message }) => `${relative(folder, filePath)}:${line} ${ruleId} ${message}`,
		),
	);

/** What the rules object to, and how many files they have read. */
export async function objections(folder: string, patterns: string[]) {
	const results = await (await linter(folder)).lintFiles(patterns);
	return { objections: told(folder, results), files: results.length };
}

/** The same for one file that need not exist. */
export async function objectionsTo(folder: string, path: string, text: string): Promise<string[]> {
	return told(folder, await (await linter(folder)).lintText(text, { filePath: path }));
}
