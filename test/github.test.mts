// What GitHub reads of this repository: forms for issues that it accepts, and workflows that run only what is pinned.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { presentNodes } from './versions/savedNodes.mts';
import { projectFolder } from '../scripts/package-tarball.mts';

const folder = join(projectFolder, '.github');
const read = (path: string) => parse(readFileSync(join(folder, path), 'utf8'));
const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const forms = readdirSync(join(folder, 'ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

// docs.github.com: Syntax for issue forms, Syntax for GitHub's form schema, Common validation errors.
const filled = z.string().min(1);
const id = z.string().regex(/^[\w-]+$/);
const validations = z.object({ required: z.boolean() }).strict();
const asked = { label: filled, description: filled.optional() };
const typed = { ...asked, placeholder: filled.optional(), value: filled.optional() };
const field = <Type extends string, Shape extends z.ZodRawShape>(type: Type, attributes: Shape) =>
	z
		.object({
			type: z.literal(type),
			id: id.optional(),
			attributes: z.object(attributes).strict(),
			validations: validations.optional(),
		})
		.strict();
const isUnique = (values: unknown[]) => new Set(values).size === values.length;
const form = z
	.object({
		name: filled,
		description: filled,
		title: filled.optional(),
		labels: z.array(filled).optional(),
		body: z
			.array(
				z.discriminatedUnion('type', [
					z
						.object({
							type: z.literal('markdown'),
							attributes: z.object({ value: filled }).strict(),
						})
						.strict(),
					field('input', typed),
					field('textarea', { ...typed, render: filled.optional() }),
					field('dropdown', {
						...asked,
						multiple: z.boolean().optional(),
						options: z.array(filled).min(1).refine(isUnique),
						default: z.number().optional(),
					}),
					field('checkboxes', {
						...asked,
						options: z
							.array(z.object({ label: filled, required: z.boolean().optional() }).strict())
							.min(1),
					}),
				]),
			)
			.refine((fields) => fields.some(({ type }) => type !== 'markdown'))
			.refine((fields) => isUnique(fields.flatMap((one) => ('id' in one ? (one.id ?? []) : []))))
			.refine((fields) =>
				isUnique(fields.flatMap((one) => ('label' in one.attributes ? one.attributes.label : []))),
			),
	})
	.strict();
const config = z
	.object({
		blank_issues_enabled: z.boolean(),
		contact_links: z.array(
			z.object({ name: filled, url: z.string().url(), about: filled }).strict(),
		),
	})
	.strict();

describe.each(forms)('the issue form %s', (name) => {
	const path = `ISSUE_TEMPLATE/${name}`;

	it('follows the rules of GitHub', () => {
		expect(form.safeParse(read(path)).error).toBeUndefined();
	});

	it('warns against secrets before the first question', () => {
		expect(read(path).body[0]).toMatchObject({
			type: 'markdown',
			attributes: { value: expect.stringMatching(/secrets and data of real people/) },
		});
	});

	it('names the nodes as n8n shows them', () => {
		for (const { description } of Object.values(presentNodes)) {
			expect(text(path)).toContain(`- ${description.displayName}\n`);
		}
	});
});

it('asks who reports a fault for versions, node, operation, message, and support details', () => {
	const ids = read('ISSUE_TEMPLATE/bug.yml').body.flatMap((one: { id?: string }) => one.id ?? []);
	expect(ids).toEqual([
		'package-version',
		'n8n-version',
		'node',
		'operation',
		'what-happens',
		'message',
		'support-details',
		'no-secrets',
	]);
});

it('offers links that follow the rules of GitHub', () => {
	expect(config.safeParse(read('ISSUE_TEMPLATE/config.yml')).error).toBeUndefined();
});

describe.each(['ci.yml', 'publish.yml'])('the workflow %s', (name) => {
	const path = `workflows/${name}`;

	it('runs only actions of this repository or of one commit', () => {
		const used = [...text(path).matchAll(/uses: (\S+)/g)].map(([, action]) => action!);
		expect(used.filter((action) => !/^\.\/|@[0-9a-f]{40}$/.test(action))).toEqual([]);
		expect(used.length).toBeGreaterThan(0);
	});

	it('may read the repository, and no more unless a job says so', () => {
		expect(read(path).permissions).toEqual({ contents: 'read' });
	});
});

describe('publishing', () => {
	const { on, jobs } = read('workflows/publish.yml');

	it('begins with a tag and comes after everything that CI runs', () => {
		expect(on).toEqual({ push: { tags: ['*.*.*'] } });
		expect(jobs.check).toEqual({ uses: './.github/workflows/ci.yml' });
		expect(jobs.publish.needs).toBe('check');
		expect(text('workflows/ci.yml')).toContain('- run: .ci/run\n');
	});

	it('proves to npm where the package comes from, without a token', () => {
		expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(text('workflows/publish.yml')).not.toContain('secrets.');
		const steps = jobs.publish.steps.flatMap(({ run }: { run?: string }) => run ?? []);
		expect(steps.at(-1)).toBe('npx --no-install n8n-node release');
	});
});
