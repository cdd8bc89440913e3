import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedUsers } from '../../../simulator/company/seed.mts';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { urn } from '../../../simulator/scim/urns.mts';
import { connect, enterprise, messages, patch, person, users, type Json } from '../client.mts';

let simulator: RunningSimulator;
let call: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
	simulator = await startSimulator();
	call = await connect(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const create = async (name: string, more: Json = {}) =>
	await call('POST', users, await person(simulator, name, more));

describe('POST /Users', () => {
	it("completes a small user with SAP's defaults and leaves out what is not set", async () => {
		const { status, body } = await create('ada', {
			name: { givenName: 'Ada', middleName: 'Eve', familyName: 'Berg' },
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			displayName: 'Ada Berg',
			preferredLanguage: 'en-US',
			timezone: 'America/New_York',
			name: { formatted: 'Berg, Ada Eve', middleInitial: 'E' },
			emails: [{ verified: false, notifications: false }],
			localeOverrides: { preferenceDateFormat: 'mm/dd/yyyy' },
			meta: {
				resourceType: 'User',
				version: 0,
				location: `${simulator.url}${users}/${String(body.id)}`,
			},
		});
		expect((body.meta as Json).created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\d{3}Z$/);
		expect((body[enterprise] as Json).startDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000$/);
		expect(body).not.toHaveProperty('title');
		expect(body).not.toHaveProperty('entitlements');
	});

	it('answers 409 for a user name and for an employee number that are taken', async () => {
		const sameName = await create('ada', { userName: 'INES.WEBER@example.com' });
		expect(sameName.status).toBe(409);
		expect(messages(sameName)).toEqual([
			"Principal with lookup type 'userName' with provided value already exists",
		]);
		const sameNumber = await create('ada', { [enterprise]: { employeeNumber: '1003' } });
		expect(messages(sameNumber)).toEqual([
			"Principal with lookup type 'companyId,employeeNumber' with provided value already exists",
		]);
		simulator.settings({ duplicateStatus: 400, identityCreateStatus: 201 });
		expect((await create('ada', { [enterprise]: { employeeNumber: '1003' } })).status).toBe(400);
		expect((await create('ada')).status).toBe(201);
	});

	it.each<[Json, string]>([
		[{ test: 1 }, 'Invalid attribute path [:test]'],
		[{ [urn.spend('User')]: {} }, `Invalid attribute path [${urn.spend('User')}]`],
		[{ 'urn:example': {} }, 'Invalid attribute path [urn:example]'],
		[{ schemas: ['urn:example'] }, `schemas must name ${urn.core}`],
		[
			{ [enterprise]: { companyId: '00000000-0000-4000-8000-000000000000' } },
			`Invalid '${enterprise}:companyId' Value`,
		],
		[
			{ [enterprise]: { manager: { value: '00000000-0000-4000-8000-000000000000' } } },
			`Invalid '${enterprise}:manager.value' Value`,
		],
		[
			{
				emails: [
					{ type: 'work', value: 'a@b.c' },
					{ type: 'Work', value: 'd@e.f' },
				],
			},
			"Invalid 'emails[1].type' Value",
		],
		[
			{
				phoneNumbers: [
					{ type: 'mobile', value: '1', primary: true },
					{ type: 'mobile', value: '2', primary: true },
				],
			},
			"Invalid 'phoneNumbers.primary' Value",
		],
		[{ [urn.sap]: { userUuid: 'x'.repeat(37) } }, `Invalid '${urn.sap}:userUuid' Size`],
		[
			{
				[enterprise]: {
					leavesOfAbsence: [
						{ startDate: '2023-03-01', endDate: '2023-04-01' },
						{ startDate: '2023-01-01', endDate: '2023-03-01' },
					],
				},
			},
			`Invalid '${enterprise}:leavesOfAbsence[0].startDate' Value`,
		],
	])('rejects %j', async (more, message) => {
		const answer = await create('ada', more);
		expect(answer.status).toBe(400);
		expect(messages(answer)).toEqual([message]);
	});

	it('takes mobile phones without a primary one, except where settings demand it', async () => {
		const phoneNumbers = [
			{ type: 'mobile', value: '1' },
			{ type: 'mobile', value: '2' },
		];
		expect((await create('ada', { phoneNumbers })).status).toBe(200);
		simulator.settings({ primaryMobile: 'required' });
		const rejected = await create('ben', { phoneNumbers });
		expect(messages(rejected)).toEqual(["Invalid 'phoneNumbers.primary' Value"]);
	});

	it.each([
		['apostrophe', "o'brien@example.com"],
		['graveAccent', 'o`brien@example.com'],
	] as const)(
		'rejects only the %s in a user name that settings name',
		async (loginWithout, userName) => {
			simulator.settings({ loginWithout });
			const rejected = await create('ada', { userName });
			expect(messages(rejected)).toEqual(["Invalid 'userName' Characters"]);
			simulator.settings({ loginWithout: 'neither' });
			expect((await create('ada', { userName })).status).toBe(200);
		},
	);

	it('takes any text up to 36 characters as the SAP Global User ID', async () => {
		const userUuid = 'ext-12345678';
		const { status, body } = await create('ada', { [urn.sap]: { userUuid } });
		expect([status, body[urn.sap]]).toEqual([200, { userUuid }]);
	});

	it('names every fault of a document at once', async () => {
		const answer = await create('ada', { active: 'yes', title: 7 });
		expect(messages(answer)).toEqual(["Invalid 'active' Type", "Invalid 'title' Type"]);
	});
});

describe('GET /Users/{id}', () => {
	it('shows what is not set as null or an empty list', async () => {
		const { body } = await call('GET', `${users}/${fixedUsers.approver.id}`);
		expect(body).toMatchObject({ title: null, addresses: [], emergencyContacts: null });
		expect(body).toMatchObject({ [enterprise]: { manager: null, terminationDate: null } });
	});

	it('shows request-only attributes when they are named', async () => {
		const names = `entitlements,${enterprise}:manager.displayName`;
		const { body } = await call('GET', `${users}/${fixedUsers.employee.id}?attributes=${names}`);
		expect(body).toEqual({
			id: fixedUsers.employee.id,
			entitlements: ['Expense', 'Request', 'Travel'],
			[enterprise]: { manager: { displayName: 'Martin Doyle' } },
		});
		const whole = await call('GET', `${users}/${fixedUsers.employee.id}`);
		expect(whole.body).toMatchObject({
			[enterprise]: { manager: { value: fixedUsers.manager.id, employeeNumber: '1002' } },
		});
		expect(whole.body).not.toHaveProperty('entitlements');
	});

	it('answers 404 for an ID that no user has and 400 for an unknown attribute', async () => {
		expect((await call('GET', `${users}/nobody`)).status).toBe(404);
		const unknown = await call('GET', `${users}/${fixedUsers.employee.id}?attributes=test`);
		expect(messages(unknown)).toEqual(['Invalid attribute path [:test]']);
	});
});

describe('PATCH /Users/{id}', () => {
	it('answers the whole user, derives names anew and counts the version', async () => {
		const { body: created } = await create('ada');
		const { status, body } = await call(
			'PATCH',
			`${users}/${String(created.id)}`,
			patch(
				{ op: 'replace', path: 'name.familyName', value: 'Ito' },
				{ op: 'add', path: 'nickName', value: 'Addy' },
				{ op: 'replace', path: `${enterprise}:terminationDate`, value: '2035-12-11T19:28:00Z' },
			),
		);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			displayName: 'Addy Ito',
			name: { formatted: 'Ito, John ' },
			[enterprise]: { terminationDate: '2035-12-11T19:28:00.000' },
			meta: { version: 1, created: (created.meta as Json).created },
		});
	});

	it('adds nothing that is there already, and then neither counts the version nor changes the time', async () => {
		const { body: created } = await create('ada', { entitlements: ['Expense'] });
		const path = `${users}/${String(created.id)}`;
		simulator.advance(60_000);
		const again = patch(
			{ op: 'add', path: 'emails', value: [{ type: 'work', value: 'ada@example.com' }] },
			{ op: 'add', path: 'entitlements', value: ['Expense'] },
		);
		expect((await call('PATCH', path, again)).status).toBe(200);
		const { body } = await call('GET', path);
		expect(body.emails).toHaveLength(1);
		expect(body.meta).toMatchObject({
			version: 0,
			lastModified: (created.meta as Json).lastModified,
		});
	});

	it('replaces the named parts of a filtered entry, and keeps the others', async () => {
		const { body: created } = await create('ada', {
			emails: [{ type: 'work', value: 'ada@example.com', verified: true }],
		});
		const { body } = await call(
			'PATCH',
			`${users}/${String(created.id)}`,
			patch({ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'new@example.com' } }),
		);
		expect(body.emails).toEqual([
			{ type: 'work', value: 'new@example.com', verified: true, notifications: false },
		]);
	});

	it('rejects Spend data, taken numbers and the loss of a required attribute, and changes nothing', async () => {
		const path = `${users}/${fixedUsers.employee.id}`;
		const before = await call('GET', path);
		for (const [operation, status] of [
			[{ op: 'add', path: `${urn.spend('User')}:`, value: { country: 'US' } }, 400],
			[{ op: 'replace', path: `${enterprise}:employeeNumber`, value: '1001' }, 409],
			[{ op: 'remove', path: 'emails' }, 400],
			[{ op: 'replace', path: 'userName', value: '' }, 400],
		] as const)
			expect((await call('PATCH', path, patch(operation))).status).toBe(status);
		expect((await call('GET', path)).body).toEqual(before.body);
	});
});

describe('PUT and DELETE', () => {
	it('replace the identity as a whole and keep its id and creation time', async () => {
		const { body: created } = await create('ada', { title: 'Clerk', nickName: 'Addy' });
		const path = `${users}/${String(created.id)}`;
		const { body } = await call('PUT', path, await person(simulator, 'ada'));
		expect(body).toMatchObject({ id: created.id, displayName: 'John Doe', meta: { version: 1 } });
		expect((await call('GET', path)).body).toMatchObject({ title: null, nickName: null });
	});

	it('remove a user for good, so that its user name is free', async () => {
		const { body } = await create('ada');
		expect((await call('DELETE', `${users}/${String(body.id)}`)).status).toBe(204);
		expect((await call('GET', `${users}/${String(body.id)}`)).status).toBe(404);
		expect((await create('ada')).status).toBe(200);
	});
});

describe('Scopes', () => {
	it('make attributes vanish from an answer without an error', async () => {
		const ids = await connect(simulator, 'identity.user.ids.read');
		const { body } = await ids('GET', `${users}/${fixedUsers.approver.id}`);
		expect(Object.keys(body).sort()).toEqual(['id', 'schemas', 'userName']);
		const sensitive = await connect(simulator, 'identity.user.coresensitive.read');
		const answer = await sensitive('GET', `${users}/${fixedUsers.approver.id}`);
		expect(answer.body).toMatchObject({ emails: [{ value: 'grace.palmer@example.com' }] });
		expect(answer.body).not.toHaveProperty('userName');
	});

	it('forbid the attributes that each of them guards', async () => {
		const writer = await connect(simulator, 'identity.user.coreenterprise.writeonly');
		const path = `${users}/${fixedUsers.employee.id}`;
		const title = patch({ op: 'add', path: 'title', value: 'Clerk' });
		expect((await writer('PATCH', path, title)).status).toBe(200);
		const externalId = patch({ op: 'add', path: 'externalId', value: 'X1' });
		const rejected = await writer('PATCH', path, externalId);
		expect(rejected.status).toBe(403);
		expect(messages(rejected)[0]).toContain('identity.user.externalID.writeonly');
		expect((await writer('DELETE', path)).status).toBe(403);
	});

	it('reject emails.verified without its own, or drop it silently where settings say so', async () => {
		const writer = await connect(simulator, 'identity.user.coreenterprise.writeonly');
		const document = await person(simulator, 'ada', {
			emails: [{ type: 'work', value: 'ada@example.com', verified: true }],
		});
		expect((await writer('POST', users, document)).status).toBe(400);
		simulator.settings({ verifiedWithoutScope: 'drop' });
		const { status, body } = await writer('POST', users, document);
		expect(status).toBe(200);
		expect(body).toMatchObject({ emails: [{ verified: false }] });
		expect(
			(await create('ben', { emails: [{ value: 'b@x.y', verified: true }] })).body,
		).toMatchObject({
			emails: [{ verified: true }],
		});
	});
});
