// What n8n has stored, read from its database: behind its API every execution would cost the main process.
import { readExecution, type Execution } from '../../../scripts/n8n-rest.mts';
import type { Database } from '../cluster/database.mts';

const list = (ids: readonly string[]) => ids.map((id) => `'${id}'`).join(', ');

/** How many executions of these workflows have not ended. */
export async function unfinished(database: Database, workflowIds: string[]): Promise<number> {
	const [[count] = []] = await database.query(
		`select count(*) from execution_entity where "workflowId" in (${list(workflowIds)})
			and status in ('new', 'running', 'waiting')`,
	);
	return Number(count);
}

/** All executions of these workflows, the oldest first. */
export async function executionsOf(
	database: Database,
	workflowIds: string[],
): Promise<Execution[]> {
	const rows = await database.query(
		`select id, status, data from execution_entity join execution_data on "executionId" = id
			where "workflowId" in (${list(workflowIds)}) order by id`,
	);
	return rows.map(([id, status, data]) => readExecution({ id: id!, status: status!, data: data! }));
}

/** A row of the example's Data Table. */
export interface StoredPerson {
	email: string;
	outcome: string;
	provisionId: string;
}

export async function peopleIn(database: Database, table: string): Promise<StoredPerson[]> {
	const rows = await database.query(
		`select email, outcome, "provisionId" from "data_table_user_${table}"`,
	);
	return rows.map(([email, outcome, provisionId]) => ({
		email: email!,
		outcome: outcome!,
		provisionId: provisionId!,
	}));
}
