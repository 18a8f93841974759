/** The database of one of the processes that run server tests: queues and settings in it are not per test. */
export function testDatabaseName(processNumber: number): string {
  return `test_${processNumber}`;
}
